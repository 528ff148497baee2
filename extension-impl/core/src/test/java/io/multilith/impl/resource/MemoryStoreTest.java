package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemoryStoreTest {
    private static final int HISTORY = 5;

    private final MemoryStore store = open("power", HISTORY);

    @Test
    void begins_at_position_nought_of_an_epoch_of_its_own() {
        var other = open("power", HISTORY);

        assertThat(store.head().position()).isZero();
        assertThat(store.head().epoch()).isNotBlank().isNotEqualTo(other.head().epoch());
    }

    @Test
    void keeps_record_and_log_entry_of_a_write_with_one_version() throws Exception {
        var change = create("a").get(0);

        assertThat(store.get("a")).get().extracting(StoredRecord::version).isEqualTo(change.version());
        assertThat(store.head()).isEqualTo(change.version());
        assertThat(store.changes(0, 10)).containsExactly(change);
        assertThat(change.before()).isEmpty();
        assertThat(change.after()).contains(fields("a", 0));
    }

    @Test
    void keeps_the_record_as_it_was_in_the_log_when_it_is_removed() throws Exception {
        create("a");

        var change = remove("a").get(0);

        assertThat(store.get("a")).isEmpty();
        assertThat(change.before()).contains(fields("a", 0));
        assertThat(change.after()).isEmpty();
        assertThat(change.version().position()).isEqualTo(2);
    }

    @Test
    void gives_consecutive_positions_to_the_writes_of_one_unit() throws Exception {
        create("z");

        var changes = create("a", "b", "c");

        assertThat(changes).extracting(change -> change.version().position()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void writes_nothing_when_one_record_of_the_unit_is_stale() throws Exception {
        create("b");
        var head = store.head();

        assertThatThrownBy(() -> create("a", "b", "c")).isInstanceOf(StaleWriteException.class)
                .hasMessageContaining("b");
        assertThat(store.head()).isEqualTo(head);
        assertThat(store.get("a")).isEmpty();
        assertThat(store.get("c")).isEmpty();
    }

    @Test
    void refuses_a_write_made_from_an_older_version() throws Exception {
        create("a");
        var seen = store.get("a");
        replace("a", 1, seen);

        assertThatThrownBy(() -> replace("a", 2, seen)).isInstanceOf(StaleWriteException.class);
        assertThat(store.get("a").orElseThrow().fields()).isEqualTo(fields("a", 1));
    }

    @Test
    void takes_a_record_that_was_removed_and_made_anew_for_another_one() throws Exception {
        create("a");
        var seen = store.get("a");
        remove("a");
        create("a");

        assertThatThrownBy(() -> replace("a", 1, seen)).isInstanceOf(StaleWriteException.class);
    }

    @Test
    void lists_in_order_of_id_and_counts_all() throws Exception {
        create("c", "a", "d", "b");

        var page = store.find(new Query(2, 1));

        assertThat(page.records()).extracting(StoredRecord::id).containsExactly("b", "c");
        assertThat(page.total()).hasValue(4);
    }

    @Test
    void reads_the_log_in_pieces() throws Exception {
        create("a", "b", "c", "d");

        assertThat(store.changes(1, 2)).extracting(ResourceChange::id).containsExactly("b", "c");
        assertThat(store.changes(4, 2)).isEmpty();
        assertThat(store.changes(99, 2)).isEmpty();
    }

    @Test
    void forgets_nothing_that_was_not_told() throws Exception {
        for (var i = 0; i < 10 * HISTORY; i++) {
            create("r" + i);
        }

        assertThat(store.changes(0, 1_000)).hasSize(10 * HISTORY);
    }

    @Test
    void forgets_what_was_told_beyond_its_history() throws Exception {
        for (var i = 0; i < 4 * HISTORY; i++) {
            create("r" + i);
            store.told(store.head().position());
        }

        var oldest = store.changes(0, 1).get(0).version().position();
        assertThat(oldest).isBetween(2L, 3L * HISTORY + 1);
        assertThat(store.head().position()).isEqualTo(4 * HISTORY);
    }

    @Test
    void keeps_what_the_slowest_was_not_told_when_it_forgets() throws Exception {
        for (var i = 0; i < 2 * HISTORY; i++) {
            create("r" + i);
        }
        store.told(HISTORY);
        for (var i = 0; i < 2 * HISTORY; i++) {
            create("s" + i);
        }

        assertThat(store.changes(HISTORY, 1_000)).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(HISTORY + 1, 4 * HISTORY).boxed().toList());
        assertThat(store.changes(0, 1)).extracting(change -> change.version().position()).containsExactly(HISTORY + 1L);
    }

    @Test
    void has_no_gap_and_no_repetition_when_many_write() throws Exception {
        var writers = 8;
        var each = 200;
        var begin = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(writers);
        try {
            var all = IntStream.range(0, writers).mapToObj(writer -> threads.submit(() -> {
                begin.await();
                for (var i = 0; i < each; i++) {
                    create(writer + "-" + i);
                }
                return null;
            })).toList();
            begin.countDown();
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(store.changes(0, writers * each + 1)).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
    }

    static MemoryStore open(String collection, int history) {
        return new MemoryStore(
                new CollectionDefinition(collection, JsonObject.class, Set.of(), history, () -> {}));
    }

    private List<ResourceChange> create(String... ids) throws StaleWriteException {
        return store.commit(List.of(ids).stream().map(id -> new RecordWrite(id, ChangeKind.CREATED, Optional.empty(),
                Optional.of(fields(id, 0)), Optional.empty())).toList());
    }

    private void replace(String id, int value, Optional<StoredRecord> expected) throws StaleWriteException {
        store.commit(List.of(new RecordWrite(id, ChangeKind.REPLACED, expected, Optional.of(fields(id, value)),
                Optional.empty())));
    }

    private List<ResourceChange> remove(String id) throws StaleWriteException {
        return store.commit(List.of(new RecordWrite(id, ChangeKind.REMOVED, store.get(id), Optional.empty(),
                Optional.empty())));
    }

    private static JsonObject fields(String id, int value) {
        return Json.createObjectBuilder().add("id", id).add("value", value).build();
    }
}
