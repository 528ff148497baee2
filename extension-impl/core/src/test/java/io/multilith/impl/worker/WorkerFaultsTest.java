package io.multilith.impl.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.resource.SharedBackend;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What may go wrong around the methods that work on records. */
@ExtendWith(WeldJunit5Extension.class)
class WorkerFaultsTest {
    private static final Duration A_WHILE = Duration.ofMillis(700);

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.events.retry-delay", "PT0.1S",
            "multilith.worker.lease", "PT0.5S", "multilith.crew.concurrency", "1", "multilith.crew.queue", "1",
            "multilith.crew.work.concurrency", "5", "multilith.http.max-body", "2000"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Crew.class, Jobs.class, SharedBackend.class, Faults.class);

    @AfterEach
    void forget() {
        SharedBackend.forget();
    }

    @Test
    void waits_for_a_worker_when_none_is_free() {
        var gate = crew().closeGate();
        List.of("1", "2", "3", "4", "5").forEach(id -> crew().jobs().create(Job.of(id, "pending")));
        await().during(A_WHILE).until(() -> crew().diary().size() == 1);

        gate.countDown();

        await().untilAsserted(() -> assertThat(crew().diary()).hasSize(5).doesNotHaveDuplicates());
        assertThat(weld.select(DeadLetters.class).get().count("crew.work", 10)).isZero();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
    }

    @Test
    void takes_records_that_are_larger_than_messages_may_be() {
        weld.select(ResourceDispatcher.class).get().dispatch(ResourceRequest.of("job", "create")
                .with(Json.createObjectBuilder().add("id", "1").add("status", "pending")
                        .add("note", "x".repeat(3_000)).build()));

        await().untilAsserted(() -> assertThat(crew().diary()).containsExactly("1"));
        assertThat(weld.select(DeadLetters.class).get().count("crew.work", 10)).isZero();
    }

    @Test
    void waits_for_a_store_that_is_away() {
        faults().failNext("get", 3, new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "It is away."));

        crew().jobs().create(Job.of("1", "pending"));

        await().untilAsserted(() -> assertThat(crew().diary()).containsExactly("1"));
        assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
    }

    @Test
    void says_that_a_record_cannot_be_looked_at_and_tries_again() {
        faults().failNext("get", 1, new IllegalStateException("a hook's"));

        crew().jobs().create(Job.of("1", "pending"));

        await().untilAsserted(() -> assertThat(crew().diary()).containsExactly("1"));
        assertLogged("ML0190", "crew.work", "1");
    }

    @Test
    void says_that_a_sweep_failed_and_sweeps_again() {
        faults().failNext("find", 1, new IllegalStateException("a hook's"));

        await().untilAsserted(() -> assertLogged("ML0188", "crew.work"));
        await().until(() -> faults().seen("find") > 2);
    }

    @Test
    void says_that_what_was_done_could_not_be_noted() {
        var gate = crew().closeGate();
        crew().jobs().create(Job.of("1", "pending"));
        await().until(() -> crew().diary().size() == 1);
        faults().failNext("get", 1, new IllegalStateException("a hook's"));

        gate.countDown();

        await().untilAsserted(() -> assertLogged("ML0189", "crew.work", "1"));
    }

    @Test
    void says_that_the_lease_ended_while_the_method_ran() {
        var gate = crew().closeGate();
        crew().jobs().create(Job.of("1", "pending"));
        await().until(() -> crew().diary().size() == 1);
        var leases = weld.select(Leases.class).get();
        var other = new Lease("job", "worker-crew.work/1", "other");

        var holder = leases.take(other, Duration.ofSeconds(1)).orElseThrow();
        leases.pass(new Lease("job", "worker-crew.work/1", holder), "other", Duration.ofMinutes(1));

        await().untilAsserted(() -> assertLogged("ML0187", "crew.work", "1"));
        gate.countDown();
        assertThat(leases.take(other, Duration.ofMinutes(1))).contains("other");
    }

    private void assertLogged(String... parts) {
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains(parts));
    }

    private Crew crew() {
        return weld.select(Crew.class).get();
    }

    private Faults faults() {
        return weld.select(Faults.class, new CollectionOf("job")).get();
    }

    @SuppressWarnings("ClassExplicitlyAnnotation") // to be asked for
    private record CollectionOf(String value) implements Collection {
        @Override
        public Class<Collection> annotationType() {
            return Collection.class;
        }
    }

    /** Works on jobs. */
    @ServiceEntrypoint("crew")
    public static class Crew {
        private final List<String> diary = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Inject
        @Collection("job")
        ResourceClient<Job> jobs;

        @OnResource(collection = "job", where = "status=pending", sweep = "PT0.2S")
        void work(Job job) throws InterruptedException {
            diary.add(job.id());
            gate.await();
            jobs.patch(job.id(), Map.of("status", "done"));
        }

        List<String> diary() {
            return diary;
        }

        ResourceClient<Job> jobs() {
            return jobs;
        }

        CountDownLatch closeGate() {
            gate = new CountDownLatch(1);
            return gate;
        }
    }

    /** Fails as the test says. */
    @ApplicationScoped
    @Collection("job")
    public static class Faults implements ResourceHook<Job> {
        private final AtomicInteger left = new AtomicInteger();
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile String operation = "";
        private volatile Optional<RuntimeException> fault = Optional.empty();

        @Override
        public ResourceRequest before(ResourceRequest request) {
            seen.add(request.operation());
            if (request.operation().equals(operation) && left.getAndDecrement() > 0) {
                throw fault.orElseThrow();
            }
            return request;
        }

        void failNext(String wanted, int times, RuntimeException by) {
            fault = Optional.of(by);
            left.set(times);
            operation = wanted;
        }

        long seen(String wanted) {
            return seen.stream().filter(wanted::equals).count();
        }
    }
}
