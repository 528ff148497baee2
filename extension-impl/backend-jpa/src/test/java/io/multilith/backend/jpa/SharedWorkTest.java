package io.multilith.backend.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.backend.jpa.BookNode.Printer;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Work on the records of one database, by several applications. */
class SharedWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The other process: begins to work on a record and never ends. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws InterruptedException {
            new BookNode(new TestDatabase(arguments[0]), Sleeper.class);
            new CountDownLatch(1).await();
        }
    }

    /** The same method as that of the {@link Printer}, as far as leases know. */
    @ServiceEntrypoint("printer")
    public static class Sleeper {
        @OnResource(collection = "book", where = "pages=0", sweep = "PT1S")
        void print(Book book) throws InterruptedException {
            OtherJvm.done();
            new CountDownLatch(1).await();
        }
    }

    @Test
    void is_done_once_by_one_of_them_on_h2() {
        assertDoneOnce(TestDatabase.h2());
    }

    @Test
    void is_done_once_by_one_of_them_on_postgres() {
        assertDoneOnce(TestDatabase.postgres());
    }

    @Test
    void is_taken_up_when_the_process_that_did_it_is_killed() throws Exception {
        var database = TestDatabase.postgres();
        try (var node = new BookNode(database)) {
            create(node, "1");
            var other = OtherJvm.start(Main.class, database.url());
            other.awaitDone(1);
            other.kill();
        }
        var begun = Instant.now();

        try (var node = new BookNode(database, Printer.class)) {
            await().atMost(PATIENCE).until(() -> node.bean(Printer.class).printed().equals(List.of("1")));
            await().atMost(PATIENCE).until(() -> node.bean(ResourceDispatcher.class)
                    .dispatch(ResourceRequest.of("book", "get", "1")).body().asJsonObject().getInt("pages") == 1);
        }

        assertThat(Duration.between(begun, Instant.now())).isLessThan(PATIENCE);
    }

    @Test
    void is_left_to_a_process_that_lives_however_long_it_takes() throws Exception {
        var database = TestDatabase.postgres();
        try (var node = new BookNode(database, Printer.class)) {
            var other = OtherJvm.start(Main.class, database.url());
            node.bean(Entrypoints.class).pause("printer.print/OnResource");
            create(node, "1");
            other.awaitDone(1);

            node.bean(Entrypoints.class).resume("printer.print/OnResource");

            await().during(Duration.ofSeconds(6)).atMost(PATIENCE)
                    .until(() -> node.bean(Printer.class).printed().isEmpty());
            other.kill();
            await().atMost(PATIENCE).until(() -> node.bean(Printer.class).printed().equals(List.of("1")));
        }
    }

    private static void assertDoneOnce(TestDatabase database) {
        var ids = IntStream.range(0, 60).mapToObj(number -> "b" + number).toList();
        try (var first = new BookNode(database, Printer.class); var second = new BookNode(database, Printer.class)) {
            ids.forEach(id -> create(first, id));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed(first, second)).containsAll(ids));
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE)
                    .until(() -> printed(first, second).size() == ids.size());
        }
    }

    private static List<String> printed(BookNode first, BookNode second) {
        return Stream.of(first, second).flatMap(node -> node.bean(Printer.class).printed().stream()).toList();
    }

    private static void create(BookNode node, String id) {
        node.bean(ResourceDispatcher.class).dispatch(ResourceRequest.of("book", "create")
                .with(Json.createObjectBuilder().add("id", id).add("title", "x").add("pages", 0).build()));
    }
}
