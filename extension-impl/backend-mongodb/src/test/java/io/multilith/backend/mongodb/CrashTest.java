package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A commit ends, or sleeps, before any of its steps. */
class CrashTest {
    private static final int COMMIT_POINT = 1;
    private static MongoServerOnPort server;

    private final String collection = "c" + UUID.randomUUID().toString().substring(0, 8);
    private MongoClient client;
    private CollectionStore other;

    /** As the end of the process: nothing is done after it. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void start() {
        server = MongoServerOnPort.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        client = MongoClients.create("mongodb://127.0.0.1:" + server.port());
        other = store(() -> {});
        other.commit(List.of(creation("a", 1), creation("b", 1)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Nested
    class WhenItEnds {

        @Test
        void leaves_nothing_before_the_commit_point() {
            crash(COMMIT_POINT);

            assertThat(other.head().position()).isEqualTo(2);
            assertThat(other.changes(0, 10)).hasSize(2);
            assertThat(counts()).containsExactly("a1", "b1");
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 5})
        void leaves_all_for_who_lists_next(int step) {
            crash(step);

            assertThat(counts()).containsExactly("a2", "c2");
            assertThat(other.head().position()).isEqualTo(5);
            assertLog();
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 5})
        void leaves_all_for_who_gets_a_record_next(int step) {
            crash(step);

            assertThat(other.get("c")).get().extracting(record -> record.version().position()).isEqualTo(5L);
            assertThat(other.get("b")).isEmpty();
            assertLog();
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 5})
        void leaves_all_for_who_reads_the_log_next(int step) {
            crash(step);

            assertThat(other.changes(2, 10)).extracting(ResourceChange::kind).containsExactly(ChangeKind.REPLACED,
                    ChangeKind.REMOVED, ChangeKind.CREATED);
            assertThat(other.history("a", 10)).hasSize(2);
            assertLog();
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 5})
        void leaves_all_for_who_asks_for_the_head_next(int step) {
            crash(step);

            assertThat(other.head().position()).isEqualTo(5);
            assertLog();
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 5})
        void leaves_all_for_who_writes_next(int step) throws Exception {
            var seen = other.get("a").orElseThrow();
            crash(step);

            assertThatThrownBy(() -> other.commit(List.of(replacement(seen, 9))))
                    .isInstanceOf(StaleWriteException.class);
            other.commit(List.of(creation("d", 1)));

            assertThat(counts()).containsExactly("a2", "c2", "d1");
            assertThat(other.head().position()).isEqualTo(6);
            assertLog();
        }

        private void crash(int step) {
            assertThatThrownBy(() -> write(store(atStep(step, () -> {
                throw new Crash();
            })))).isInstanceOf(Crash.class);
        }
    }

    @Nested
    class WhenItSleeps {

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4})
        void undoes_nothing_that_was_done_meanwhile(int step) throws Exception {
            var late = store(atStep(step, () -> {
                assertThat(other.head().position()).isEqualTo(5); // which finishes it
                other.commit(List.of(removal("c")));
                other.commit(List.of(replacement(other.get("a").orElseThrow(), 7), creation("b", 7)));
            }));

            var changes = write(late);

            assertThat(changes).extracting(change -> change.version().position()).containsExactly(3L, 4L, 5L);
            assertThat(counts()).containsExactly("a7", "b7");
            assertThat(other.get("c")).isEmpty();
            assertThat(late.head().position()).isEqualTo(8);
            assertThat(other.history("c", 10)).hasSize(2);
            assertLog();
        }

        @Test
        void gives_way_to_who_commits_before_it() {
            var late = store(atStep(COMMIT_POINT, () -> other.commit(List.of(creation("c", 7)))));

            assertThatThrownBy(() -> write(late)).isInstanceOf(StaleWriteException.class);

            assertThat(counts()).containsExactly("a1", "b1", "c7");
            assertLog();
        }

        @Test
        void tries_again_after_who_wrote_something_else() throws Exception {
            var late = store(atStep(COMMIT_POINT, () -> other.commit(List.of(creation("d", 7)))));

            var changes = write(late);

            assertThat(changes).extracting(change -> change.version().position()).containsExactly(4L, 5L, 6L);
            assertThat(counts()).containsExactly("a2", "c2", "d7");
            assertLog();
        }
    }

    @FunctionalInterface
    private interface Event {
        void happen() throws StaleWriteException;
    }

    /** Each commit has five: before its point, before log, records and head, and at its end. */
    private static Runnable atStep(int number, Event event) {
        var steps = new ArrayList<Integer>();
        return () -> {
            steps.add(number);
            if (steps.size() == number) {
                try {
                    event.happen();
                } catch (StaleWriteException unexpected) {
                    throw new AssertionError(unexpected);
                }
            }
        };
    }

    /** Replaces a, removes b, creates c. */
    private static List<ResourceChange> write(CollectionStore store) throws StaleWriteException {
        return store.commit(List.of(replacement(store.get("a").orElseThrow(), 2),
                new RecordWrite("b", ChangeKind.REMOVED, store.get("b"), Optional.empty(), Optional.empty()),
                creation("c", 2)));
    }

    private void assertLog() {
        var changes = other.changes(0, 100);
        assertThat(changes).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, other.head().position()).boxed().toList());
        var last = changes.stream().filter(change -> change.id().equals("a")).reduce((one, next) -> next);
        assertThat(last.orElseThrow().version()).isEqualTo(other.get("a").orElseThrow().version());
    }

    private List<String> counts() {
        return other.find(Query.ALL).records().stream()
                .map(record -> record.id() + record.fields().getInt("count")).toList();
    }

    private CollectionStore store(Runnable step) {
        return new MongoStore(new CollectionDefinition(collection, JsonObject.class, Set.of(), 100, () -> {}),
                client.getDatabase("crash"), Duration.ofSeconds(10), step);
    }

    private static RecordWrite creation(String id, int count) {
        return new RecordWrite(id, ChangeKind.CREATED, Optional.empty(), Optional.of(fields(id, count)),
                Optional.empty());
    }

    private static RecordWrite replacement(StoredRecord expected, int count) {
        return new RecordWrite(expected.id(), ChangeKind.REPLACED, Optional.of(expected),
                Optional.of(fields(expected.id(), count)), Optional.empty());
    }

    private RecordWrite removal(String id) {
        return new RecordWrite(id, ChangeKind.REMOVED, other.get(id), Optional.empty(), Optional.empty());
    }

    private static JsonObject fields(String id, int count) {
        return Json.createObjectBuilder().add("id", id).add("count", count).build();
    }
}
