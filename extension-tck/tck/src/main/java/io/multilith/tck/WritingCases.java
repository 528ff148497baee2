package io.multilith.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

import static io.multilith.tck.Writes.counted;
import static io.multilith.tck.Writes.creation;
import static io.multilith.tck.Writes.insert;
import static io.multilith.tck.Writes.patching;
import static io.multilith.tck.Writes.removal;
import static io.multilith.tck.Writes.remove;
import static io.multilith.tck.Writes.replace;
import static io.multilith.tck.Writes.replacement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** Units of writes: all or nothing, and only onto what they were made from. */
abstract class WritingCases extends StoreCases {
    WritingCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void gives_a_record_the_version_of_its_last_change() throws Exception {
        insert(store, "a", "b");

        var change = replace(store, counted("a", 2));

        assertThat(store.get("a")).get().extracting(StoredRecord::version).isEqualTo(change.version());
        assertThat(change.version()).isEqualTo(store.head());
        assertThat(change.version().position()).isEqualTo(3);
    }

    @Test
    void leaves_the_version_of_other_records_alone() throws Exception {
        var first = insert(store, "a").get(0);

        insert(store, "b");

        assertThat(store.get("a")).get().extracting(StoredRecord::version).isEqualTo(first.version());
        assertThat(store.find(Query.ALL).records()).extracting(record -> record.version().position())
                .containsExactly(1L, 2L);
    }

    @Test
    void replaces_a_record_as_a_whole() throws Exception {
        insert(store, Writes.item("a").add("name", "x").add("count", 1).build());

        replace(store, Writes.item("a").add("done", true).build());

        assertThat(fields(store.get("a"))).contains(Writes.item("a").add("done", true).build());
    }

    @Test
    void removes_a_record() throws Exception {
        insert(store, "a", "b");

        var change = remove(store, "a");

        assertThat(store.get("a")).isEmpty();
        assertThat(ids(Query.ALL)).containsExactly("b");
        assertThat(change.version().position()).isEqualTo(3);
    }

    @Test
    void takes_the_id_of_a_removed_record_again() throws Exception {
        insert(store, "a");
        remove(store, "a");

        insert(store, counted("a", 5));

        assertThat(fields(store.get("a"))).contains(counted("a", 5));
        assertThat(store.get("a").orElseThrow().version().position()).isEqualTo(3);
    }

    @Test
    void gives_the_writes_of_a_unit_consecutive_positions_in_their_order() throws Exception {
        var changes = insert(store, "c", "a", "b");

        assertThat(changes).extracting(change -> change.version().position()).containsExactly(1L, 2L, 3L);
        assertThat(store.changes(0, Writes.ALL)).extracting(ResourceChange::id).containsExactly("c", "a", "b");
    }

    @Test
    void writes_a_unit_of_every_kind() throws Exception {
        insert(store, "a", "b", "c");
        var before = store.find(Query.ALL).records();

        store.commit(List.of(creation(counted("d", 4)), patching(before.get(0), counted("a", 2)),
                replacement(before.get(1), counted("b", 3)), removal(before.get(2))));

        assertThat(store.find(Query.ALL).records()).extracting(StoredRecord::id, record -> record.fields().getInt(
                "count"), record -> record.version().position())
                .containsExactly(tuple("a", 2, 5L), tuple("b", 3, 6L), tuple("d", 4, 4L));
        assertThat(store.changes(3, Writes.ALL)).extracting(ResourceChange::kind).containsExactly(ChangeKind.CREATED,
                ChangeKind.PATCHED, ChangeKind.REPLACED, ChangeKind.REMOVED);
    }

    @Test
    void writes_a_thousand_records_at_once() throws Exception {
        var records = IntStream.range(0, 1_000).mapToObj(i -> Writes.item("%04d".formatted(i)).add("count", i)
                .add("name", "x".repeat(1_000)).build()).toArray(JsonObject[]::new);

        var changes = insert(store, records);

        assertThat(changes).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(store.find(Query.ALL).total()).hasValue(1_000);
        assertThat(store.changes(0, Writes.ALL)).hasSize(1_000);
    }

    @Test
    void has_nothing_to_do_for_no_writes() throws Exception {
        insert(store, "a");

        assertThat(store.commit(List.of())).isEmpty();

        assertThat(store.head().position()).isEqualTo(1);
    }

    @Test
    void tells_when_it_was_written() throws Exception {
        var begin = Instant.now().minus(Timeouts.of(Duration.ofSeconds(1)));

        var change = insert(store, "a").get(0);

        assertThat(change.time()).isBetween(begin, Instant.now().plus(Timeouts.of(Duration.ofSeconds(1))));
        assertThat(store.changes(0, 1).get(0).time()).isEqualTo(change.time());
    }

    @Test
    void returns_the_entries_that_are_in_the_log() throws Exception {
        insert(store, "a");
        var before = store.get("a").orElseThrow();

        var change = store.commit(List.of(patching(before, counted("a", 2)))).get(0);

        assertThat(change).isEqualTo(store.changes(1, 1).get(0));
    }

    @Test
    void writes_nothing_of_a_unit_with_a_stale_write() throws Exception {
        insert(store, "b");
        var head = store.head();

        assertThatThrownBy(() -> insert(store, "a", "b", "c")).isInstanceOf(StaleWriteException.class);

        assertThat(store.head()).isEqualTo(head);
        assertThat(ids(Query.ALL)).containsExactly("b");
        assertThat(store.find(Query.ALL).total()).hasValue(1);
        assertThat(store.changes(head.position(), Writes.ALL)).isEmpty();
    }

    @Test
    void refuses_to_create_what_is_there() throws Exception {
        insert(store, counted("a", 1));

        assertThatThrownBy(() -> insert(store, counted("a", 2))).isInstanceOf(StaleWriteException.class)
                .hasMessageContaining("a");
        assertThat(fields(store.get("a"))).contains(counted("a", 1));
    }

    @Test
    void refuses_a_write_made_from_another_version() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        replace(store, counted("a", 2));

        assertStale(replacement(seen, counted("a", 3)));

        assertThat(fields(store.get("a"))).contains(counted("a", 2));
    }

    @Test
    void refuses_to_remove_what_has_changed() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        replace(store, counted("a", 2));

        assertStale(removal(seen));

        assertThat(store.get("a")).isPresent();
    }

    @Test
    void refuses_to_change_what_was_removed() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        remove(store, "a");

        assertStale(replacement(seen, counted("a", 3)));
        assertStale(removal(seen));

        assertThat(store.get("a")).isEmpty();
    }

    @Test
    void refuses_a_write_made_from_a_record_that_was_removed_and_made_anew() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        remove(store, "a");
        insert(store, "a");

        assertStale(replacement(seen, counted("a", 3)));
    }

    @Test
    void refuses_a_write_made_from_a_record_of_another_epoch() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        var foreign = new Version(seen.version().epoch() + "0", seen.version().position());

        assertStale(replacement(new StoredRecord("a", seen.fields(), foreign), counted("a", 3)));
    }

    private void assertStale(RecordWrite write) {
        var head = store.head();

        assertThatThrownBy(() -> store.commit(List.of(write))).isInstanceOf(StaleWriteException.class);

        assertThat(store.head()).isEqualTo(head);
        assertThat(store.changes(head.position(), 1)).isEmpty();
    }
}
