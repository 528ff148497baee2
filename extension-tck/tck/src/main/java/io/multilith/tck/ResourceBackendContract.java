package io.multilith.tck;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a {@link ResourceBackend} must do. Extend it and hand it a backend; each test opens a collection of its own.
 *
 * @since 0.1
 */
public abstract class ResourceBackendContract {
    private static final int ALL = 10_000;

    private final String collection = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    private CollectionStore store;

    /**
     * The backend under test.
     *
     * @return ready for use
     */
    protected abstract ResourceBackend backend();

    @BeforeEach
    void open() {
        store = open(collection);
    }

    private CollectionStore open(String name) {
        return backend().open(new CollectionDefinition(name, JsonObject.class, Set.of(), ALL, () -> {}));
    }

    @Test
    void begins_empty_at_position_nought() {
        assertThat(store.head().position()).isZero();
        assertThat(store.head().epoch()).matches("[0-9A-Za-z]+");
        assertThat(store.get("a")).isEmpty();
        assertThat(store.find(Query.ALL).records()).isEmpty();
        assertThat(store.find(Query.ALL).total()).hasValue(0);
        assertThat(store.changes(0, ALL)).isEmpty();
    }

    @Test
    void keeps_collections_apart() throws Exception {
        var other = open(collection + "-2");

        create("a");

        assertThat(other.get("a")).isEmpty();
        assertThat(other.head().position()).isZero();
    }

    @Test
    void gives_a_record_back_as_it_was_written() throws Exception {
        var fields = Json.createObjectBuilder().add("id", "a").add("text", "Zoë 🍎").add("number", 1.5)
                .add("big", 9_007_199_254_740_993L).add("truth", true).add("nothing", JsonValue.NULL)
                .add("list", Json.createArrayBuilder().add(1).add("x"))
                .add("inner", Json.createObjectBuilder().add("deep", 1)).build();

        store.commit(List.of(write("a", ChangeKind.CREATED, Optional.empty(), Optional.of(fields))));

        assertThat(store.get("a")).get().extracting(StoredRecord::fields).isEqualTo(fields);
        assertThat(store.get("a")).get().extracting(StoredRecord::id).isEqualTo("a");
    }

    @Test
    void logs_each_write_with_the_record_before_and_after() throws Exception {
        create("a");
        var before = store.get("a");
        var patch = Json.createObjectBuilder().add("value", 2).build();
        store.commit(List.of(new RecordWrite("a", ChangeKind.PATCHED, before, Optional.of(fields("a", 2)),
                Optional.of(patch))));
        store.commit(List.of(write("a", ChangeKind.REMOVED, store.get("a"), Optional.empty())));

        var changes = store.changes(0, ALL);

        assertThat(changes).extracting(ResourceChange::kind).containsExactly(ChangeKind.CREATED, ChangeKind.PATCHED,
                ChangeKind.REMOVED);
        assertThat(changes).extracting(ResourceChange::collection).containsOnly(collection);
        assertThat(changes).extracting(ResourceChange::id).containsOnly("a");
        assertThat(changes).extracting(ResourceChange::before).containsExactly(Optional.empty(),
                Optional.of(fields("a", 1)), Optional.of(fields("a", 2)));
        assertThat(changes).extracting(ResourceChange::after).containsExactly(Optional.of(fields("a", 1)),
                Optional.of(fields("a", 2)), Optional.empty());
        assertThat(changes.get(1).patch()).contains(patch);
    }

    @Test
    void gives_a_record_the_version_of_its_last_change() throws Exception {
        create("a");
        create("b");

        var change = replace("a", 2, store.get("a")).get(0);

        assertThat(store.get("a")).get().extracting(StoredRecord::version).isEqualTo(change.version());
        assertThat(change.version()).isEqualTo(store.head());
        assertThat(change.version().position()).isEqualTo(3);
    }

    @Test
    void writes_all_of_a_unit_with_consecutive_positions() throws Exception {
        var changes = create("c", "a", "b");

        assertThat(changes).extracting(change -> change.version().position()).containsExactly(1L, 2L, 3L);
        assertThat(store.changes(0, ALL)).extracting(ResourceChange::id).containsExactly("c", "a", "b");
    }

    @Test
    void writes_nothing_of_a_unit_with_a_stale_write() throws Exception {
        create("b");
        var head = store.head();

        assertThatThrownBy(() -> create("a", "b", "c")).isInstanceOf(StaleWriteException.class);

        assertThat(store.head()).isEqualTo(head);
        assertThat(store.find(Query.ALL).total()).hasValue(1);
        assertThat(store.changes(head.position(), ALL)).isEmpty();
    }

    @Test
    void refuses_a_write_made_from_another_version() throws Exception {
        create("a");
        var seen = store.get("a");
        replace("a", 2, seen);

        assertThatThrownBy(() -> replace("a", 3, seen)).isInstanceOf(StaleWriteException.class);
        assertThat(store.get("a").orElseThrow().fields()).isEqualTo(fields("a", 2));
    }

    @Test
    void refuses_a_write_made_from_a_record_that_was_removed_and_made_anew() throws Exception {
        create("a");
        var seen = store.get("a");
        store.commit(List.of(write("a", ChangeKind.REMOVED, seen, Optional.empty())));
        create("a");

        assertThatThrownBy(() -> replace("a", 3, seen)).isInstanceOf(StaleWriteException.class);
    }

    @Test
    void refuses_a_write_of_a_record_that_is_not_there() throws Exception {
        create("a");
        var seen = store.get("a");
        store.commit(List.of(write("a", ChangeKind.REMOVED, seen, Optional.empty())));

        assertThatThrownBy(() -> store.commit(List.of(write("a", ChangeKind.REMOVED, seen, Optional.empty()))))
                .isInstanceOf(StaleWriteException.class);
    }

    @Test
    void lists_in_order_of_code_points_of_the_id() throws Exception {
        create("b", "a", "B", "ä", "a1", "10", "9");

        var ids = store.find(Query.ALL).records().stream().map(StoredRecord::id).toList();

        assertThat(ids).containsExactly("10", "9", "B", "a", "a1", "b", "ä");
    }

    @Test
    void lists_a_part_and_counts_all() throws Exception {
        create("a", "b", "c", "d");

        assertThat(store.find(new Query(2, 1))).satisfies(page -> {
            assertThat(page.records()).extracting(StoredRecord::id).containsExactly("b", "c");
            assertThat(page.total()).hasValue(4);
        });
        assertThat(store.find(new Query(0, 0)).records()).isEmpty();
        assertThat(store.find(new Query(5, 9)).records()).isEmpty();
        assertThat(store.find(new Query(5, 9)).total()).hasValue(4);
    }

    @Test
    void reads_the_log_in_pieces() throws Exception {
        create("a", "b", "c", "d");

        assertThat(store.changes(1, 2)).extracting(ResourceChange::id).containsExactly("b", "c");
        assertThat(store.changes(3, 2)).extracting(ResourceChange::id).containsExactly("d");
        assertThat(store.changes(4, 2)).isEmpty();
        assertThat(store.changes(1_000, 2)).isEmpty();
    }

    @Test
    void remembers_what_was_not_told_yet() throws Exception {
        create("a", "b", "c");
        store.told(1);
        create("d");

        assertThat(store.changes(1, ALL)).extracting(ResourceChange::id).containsExactly("b", "c", "d");
    }

    @Test
    void has_no_gap_and_no_repetition_in_the_log_when_many_write() throws Exception {
        together(8, writer -> {
            for (var i = 0; i < 25; i++) {
                create(writer + "-" + i);
            }
        });

        assertThat(store.changes(0, ALL)).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(store.find(Query.ALL).total()).hasValue(200);
    }

    @Test
    void lets_one_of_many_writers_win() throws Exception {
        create("a");
        var seen = store.get("a");
        var won = new AtomicInteger();

        together(8, writer -> {
            try {
                replace("a", writer + 10, seen);
                won.incrementAndGet();
            } catch (StaleWriteException lost) {
                assertThat(lost).hasMessageContaining("a");
            }
        });

        assertThat(won).hasValue(1);
        assertThat(store.head().position()).isEqualTo(2);
    }

    @FunctionalInterface
    private interface Writer {
        void write(int number) throws Exception;
    }

    private static void together(int writers, Writer writer) throws Exception {
        var begin = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(writers);
        try {
            var all = IntStream.range(0, writers).mapToObj(number -> threads.submit(() -> {
                begin.await();
                writer.write(number);
                return null;
            })).toList();
            begin.countDown();
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<ResourceChange> create(String... ids) throws StaleWriteException {
        return store.commit(List.of(ids).stream()
                .map(id -> write(id, ChangeKind.CREATED, Optional.empty(), Optional.of(fields(id, 1)))).toList());
    }

    private List<ResourceChange> replace(String id, int value, Optional<StoredRecord> expected)
            throws StaleWriteException {
        return store.commit(List.of(write(id, ChangeKind.REPLACED, expected, Optional.of(fields(id, value)))));
    }

    private static RecordWrite write(String id, ChangeKind kind, Optional<StoredRecord> expected,
            Optional<JsonObject> after) {
        return new RecordWrite(id, kind, expected, after, Optional.empty());
    }

    private static JsonObject fields(String id, int value) {
        return Json.createObjectBuilder().add("id", id).add("value", value).build();
    }
}
