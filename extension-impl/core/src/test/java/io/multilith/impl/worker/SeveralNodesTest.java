package io.multilith.impl.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.resource.SharedBackend;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Applications that share a store, beside each other and one after the other. */
class SeveralNodesTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.events.retry-delay", "PT0.1S",
            "multilith.events.attempts", "2", "multilith.worker.lease", "PT1M",
            "multilith.shift.stumble.retry-delay", "PT1M"));

    private final List<WeldContainer> nodes = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.stream().filter(WeldContainer::isRunning).forEach(WeldContainer::shutdown);
        SharedBackend.forget();
        Shift.meeting = new CountDownLatch(0);
    }

    @Test
    void call_a_method_once_for_each_record() {
        var first = boot();
        var second = boot();
        Shift.meeting = new CountDownLatch(2);
        var ids = IntStream.range(0, 200).mapToObj(number -> "r" + number).toList();

        ids.forEach(id -> jobs(first).create(Job.of(id, "pending")));

        await().untilAsserted(() -> assertThat(runs(first, second)).containsAll(ids));
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(10))
                .until(() -> runs(first, second).size() == ids.size());
        assertThat(Shift.OVERLAPS).hasValue(0);
        assertThat(runs(first)).isNotEmpty();
        assertThat(runs(second)).isNotEmpty();
    }

    @Test
    void call_a_method_once_for_a_record_that_stays_as_it_is() {
        var first = boot();
        jobs(first).create(Job.of("1", "kept"));
        await().untilAsserted(() -> assertThat(runs(first)).containsExactly("1"));

        var second = boot();

        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10))
                .until(() -> runs(first, second).size() == 1);
    }

    @Test
    void make_one_letter_of_a_record_that_fails_on_each() {
        var first = boot();
        var second = boot();

        jobs(second).create(Job.of("1", "bad"));

        await().untilAsserted(() -> assertThat(letters(first) + letters(second)).isEqualTo(1));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10))
                .until(() -> letters(first) + letters(second) == 1 && runs(first, second).size() == 2);
    }

    @Test
    void call_a_method_once_for_a_removal() {
        var first = boot();
        var second = boot();

        jobs(first).create(Job.of("1", "old"));
        jobs(first).remove("1");

        await().untilAsserted(() -> assertThat(runs(first, second)).containsExactly("1"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10))
                .until(() -> runs(first, second).size() == 1);
    }

    @Test
    void find_what_was_left_when_they_start() {
        var first = boot();
        first.select(Entrypoints.class).get().pause("shift.work/OnResource");
        jobs(first).create(Job.of("1", "pending"));
        first.shutdown();

        var second = boot();

        await().untilAsserted(() -> assertThat(runs(second)).containsExactly("1"));
    }

    @Test
    void hear_of_removals_that_were_not_done_with() {
        var first = boot();
        first.select(Entrypoints.class).get().pause("shift.bury/OnResource");
        jobs(first).create(Job.of("1", "old"));
        jobs(first).create(Job.of("2", "old"));
        jobs(first).remove("1");
        jobs(first).remove("2");
        first.shutdown();

        var second = boot();
        await().untilAsserted(() -> assertThat(runs(second)).containsExactlyInAnyOrder("1", "2"));
        second.shutdown();
        var third = boot();

        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> runs(third).isEmpty());
    }

    @Test
    void finish_what_runs_when_they_stop() throws Exception {
        var first = boot();
        Shift.meeting = new CountDownLatch(2);
        jobs(first).create(Job.of("1", "pending"));
        await().until(() -> runs(first).equals(List.of("1")));

        var stopping = CompletableFuture.runAsync(first::shutdown);
        await().during(Duration.ofMillis(500)).until(() -> !stopping.isDone());
        Shift.meeting.countDown();
        stopping.get(10, TimeUnit.SECONDS);

        var second = boot();
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> runs(second).isEmpty());
        assertThat(jobs(second).get("1").orElseThrow().status()).isEqualTo("done");
    }

    @Test
    void let_others_have_what_waits_for_another_attempt_when_they_stop() {
        var first = boot();
        jobs(first).create(Job.of("1", "stumbling"));
        await().until(() -> runs(first).equals(List.of("1")));
        var second = boot();
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> runs(second).isEmpty());

        first.shutdown();

        await().atMost(Duration.ofSeconds(10)).until(() -> runs(second).equals(List.of("1")));
    }

    private WeldContainer boot() {
        var node = Deployed.weld(Shift.class, Jobs.class, SharedBackend.class).initialize();
        nodes.add(node);
        return node;
    }

    private static List<String> runs(WeldContainer... nodes) {
        return List.of(nodes).stream().map(node -> node.select(Shift.class).get().runs()).flatMap(Collection::stream)
                .toList();
    }

    private static int letters(WeldContainer node) {
        return node.select(DeadLetters.class).get().count("shift.fail", 10);
    }

    private static ResourceClient<Job> jobs(WeldContainer node) {
        return node.select(Shift.class).get().jobs();
    }

    /** Works on each node. */
    @ServiceEntrypoint("shift")
    public static class Shift {
        /** Of all nodes of this process. */
        static final Set<String> UNDER_WAY = ConcurrentHashMap.newKeySet();
        static final AtomicInteger OVERLAPS = new AtomicInteger();
        /** Of nodes that wait for one another. */
        static volatile CountDownLatch meeting = new CountDownLatch(0);

        private final AtomicBoolean hasBegun = new AtomicBoolean();
        private final List<String> runs = new CopyOnWriteArrayList<>();

        @Inject
        @io.multilith.resource.Collection("job")
        ResourceClient<Job> jobs;

        @OnResource(collection = "job", where = "status=pending", sweep = "PT0.2S")
        void work(Job job) throws InterruptedException {
            if (!UNDER_WAY.add(job.id())) {
                OVERLAPS.incrementAndGet();
            }
            if (hasBegun.compareAndSet(false, true)) {
                meeting.countDown();
            }
            runs.add(job.id());
            meeting.await();
            jobs.patch(job.id(), Map.of("status", "done"));
            UNDER_WAY.remove(job.id());
        }

        @OnResource(collection = "job", where = "status=kept", sweep = "PT0.2S")
        void look(Job job) {
            runs.add(job.id());
        }

        @OnResource(collection = "job", where = "status=bad", sweep = "PT0.2S")
        void fail(Job job) {
            runs.add(job.id());
            throw new IllegalStateException("bad job");
        }

        @OnResource(collection = "job", where = "status=stumbling", sweep = "PT0.2S")
        void stumble(Job job) {
            runs.add(job.id());
            throw new IllegalStateException("bad job");
        }

        @OnResource(collection = "job", where = "status=old", on = ChangeKind.REMOVED)
        void bury(Job job) {
            runs.add(job.id());
        }

        List<String> runs() {
            return runs;
        }

        ResourceClient<Job> jobs() {
            return jobs;
        }
    }
}
