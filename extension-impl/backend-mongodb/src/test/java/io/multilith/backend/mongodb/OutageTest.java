package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The database is away, and comes back. */
class OutageTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int WRITERS = 40;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final MongoServerOnPort server = new MongoServerOnPort();
    private final MongoBackend backend = server.backend(TIMEOUT);

    /** Keeps what it has when its server stops. */
    private static final class Disk extends MemoryBackend {
        @Override
        public void close() {
            // as a disk does
        }
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    @Test
    void deploys_while_the_database_is_away_and_works_when_it_comes() {
        var store = open();
        assertAway(store::head);

        server.start();

        await().atMost(RECOVERY).ignoreExceptionsInstanceOf(ProblemException.class)
                .untilAsserted(() -> assertThat(store.head().position()).isZero());
        assertThat(write(store, "a")).isEqualTo(1);
    }

    @Test
    void every_call_says_that_the_database_is_away() {
        var store = open();

        assertAway(store::head);
        assertAway(() -> store.get("a"));
        assertAway(() -> store.find(Query.ALL));
        assertAway(() -> store.linkedTo(new RecordReference("todo", "1"), 1));
        assertAway(() -> write(store, "a"));
        assertAway(() -> store.changes(0, 1));
        assertAway(() -> store.history("a", 1));
        assertAway(() -> store.told(1));
        assertAway(store::told);
        assertAway(() -> store.claim("x", "y", TIMEOUT));
        assertAway(() -> store.renew("x", "y", "z", TIMEOUT));
    }

    @Test
    void writers_that_queue_for_it_do_not_wait_for_the_database_one_after_the_other() {
        server.start();
        var store = open();
        write(store, "a");
        server.stop();
        var writers = Executors.newFixedThreadPool(WRITERS);
        var begin = Instant.now();

        try {
            var all = IntStream.range(0, WRITERS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> write(store, "r" + i), writers)).toList();
            all.forEach(one -> assertThatThrownBy(one::join).hasCauseInstanceOf(ProblemException.class));
        } finally {
            writers.shutdownNow();
        }

        assertThat(Duration.between(begin, Instant.now())).isLessThan(TIMEOUT.multipliedBy(WRITERS / 2));
    }

    @Test
    void goes_on_when_the_database_was_away() {
        var disk = new Disk();
        server.start(disk);
        var store = open();
        write(store, "a");
        server.stop();
        assertAway(() -> store.get("a"));
        assertAway(() -> write(store, "b"));

        server.start(disk);

        await().atMost(RECOVERY).ignoreExceptionsInstanceOf(ProblemException.class)
                .untilAsserted(() -> assertThat(store.get("a")).isPresent());
        assertThat(write(store, "c")).isEqualTo(2);
        assertThat(store.changes(0, 10)).extracting(change -> change.id()).containsExactly("a", "c");
    }

    private static void assertAway(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, away -> {
            assertThat(away.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
            assertThat(away.problem().kind()).isEqualTo("backend-unavailable");
            assertThat(away.problem().detail()).doesNotContain("127.0.0.1", "com.mongodb");
        });
    }

    private CollectionStore open() {
        return backend.open(new CollectionDefinition("power", JsonObject.class, Set.of("name"), 100, () -> {}));
    }

    private static long write(CollectionStore store, String id) {
        try {
            return store.commit(List.of(new RecordWrite(id, ChangeKind.CREATED, Optional.empty(),
                    Optional.of(Json.createObjectBuilder().add("id", id).build()), Optional.empty()))).get(0).version()
                    .position();
        } catch (StaleWriteException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
