package io.multilith.impl.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.json.Json;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What waits, what is in hand, and what rests. */
class BacklogTest {
    private static final int CREDIT = 2;

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    private final List<Task> handed = new CopyOnWriteArrayList<>();
    private WeldContainer container;
    private Backlog backlog;

    @BeforeEach
    void open() {
        container = new Weld().disableDiscovery().addBeanClasses(Settings.class, WorkerThreads.class).initialize();
        backlog = new Backlog(CREDIT, Task::id, container.select(WorkerThreads.class).get());
    }

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void hands_out_what_waited_until_it_was_opened() {
        backlog.add(task("a"));
        assertThat(handed).isEmpty();

        backlog.open(handed::add);

        assertThat(ids()).containsExactly("a");
    }

    @Test
    void hands_out_no_more_than_may_be_in_hand() {
        backlog.open(handed::add);

        List.of("a", "b", "c").forEach(id -> backlog.add(task(id)));
        assertThat(ids()).containsExactly("a", "b");
        backlog.settled(handed.get(0));

        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void keeps_the_latest_task_of_a_record_that_waits() {
        backlog.add(task("a"));
        var latest = task("a");
        backlog.add(latest);

        backlog.open(handed::add);

        assertThat(handed).containsExactly(latest);
    }

    @Test
    void hands_a_record_out_again_when_it_came_while_it_was_in_hand() {
        backlog.open(handed::add);
        backlog.add(task("a"));

        backlog.add(task("a"));
        backlog.add(task("a"));
        assertThat(ids()).containsExactly("a");
        backlog.settled(handed.get(0));
        backlog.settled(handed.get(1));

        assertThat(ids()).containsExactly("a", "a");
    }

    @Test
    void takes_back_what_was_not_done_with() {
        backlog.open(handed::add);
        backlog.add(task("a"));

        backlog.close();
        backlog.givenBack(handed.get(0));
        assertThat(ids()).containsExactly("a");
        backlog.open(handed::add);

        assertThat(ids()).containsExactly("a", "a");
    }

    @Test
    void lets_others_have_the_place_of_what_comes_back() {
        backlog.open(handed::add);
        List.of("a", "b", "c").forEach(id -> backlog.add(task(id)));
        var first = handed.get(0);

        backlog.comeBack(first, Duration.ofMillis(200));
        assertThat(backlog.settled(first)).isFalse();
        assertThat(ids()).containsExactly("a", "b", "c");
        backlog.settled(handed.get(1));

        await().until(() -> handed.size() == 4);
        assertThat(handed.get(3)).isSameAs(first);
        assertThat(backlog.settled(first)).isTrue();
    }

    @Test
    void says_when_there_is_room_again() {
        IntStream.range(1, 10_000)
                .forEach(number -> assertThat(backlog.add(task("r" + number)).toCompletableFuture()).isDone());
        var full = backlog.add(task("last")).toCompletableFuture();
        assertThat(full).isNotDone();

        backlog.open(handed::add);

        await().until(full::isDone);
    }

    @Test
    void lets_a_record_rest_and_others_pass() {
        backlog.open(handed::add);
        backlog.rest("a", 2, Duration.ofMillis(300));

        backlog.add(task("a"));
        backlog.add(task("a"));
        backlog.add(task("b"));
        assertThat(ids()).containsExactly("b");

        await().until(() -> ids().equals(List.of("b", "a")));
        assertThat(backlog.comesAgain("a")).isEqualTo(3);
        backlog.calm("a");
        assertThat(backlog.comesAgain("a")).isEqualTo(1);
    }

    private List<String> ids() {
        return handed.stream().map(Task::id).toList();
    }

    private static Task task(String id) {
        return Task.swept(Json.createObjectBuilder().add("id", id).build());
    }
}
