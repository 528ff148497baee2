package io.multilith.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;

import static io.multilith.tck.Writes.counted;
import static io.multilith.tck.Writes.insert;
import static org.assertj.core.api.Assertions.assertThat;

/** The log: every change once, in order, as long as it is needed. */
abstract class ChangeLogCases extends StoreCases {
    private static final int HISTORY = 5;
    private static final int MANY = 3_000;

    ChangeLogCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void logs_each_write_with_the_record_before_and_after() throws Exception {
        insert(store, "a");
        store.commit(List.of(Writes.patching(store.get("a").orElseThrow(), counted("a", 2))));
        Writes.replace(store, counted("a", 3));
        Writes.remove(store, "a");

        var changes = store.changes(0, Writes.ALL);

        assertThat(changes).extracting(ResourceChange::kind).containsExactly(ChangeKind.CREATED, ChangeKind.PATCHED,
                ChangeKind.REPLACED, ChangeKind.REMOVED);
        assertThat(changes).extracting(ResourceChange::collection).containsOnly(collection);
        assertThat(changes).extracting(ResourceChange::id).containsOnly("a");
        assertThat(changes).extracting(ResourceChange::before).containsExactly(Optional.empty(),
                Optional.of(counted("a", 1)), Optional.of(counted("a", 2)), Optional.of(counted("a", 3)));
        assertThat(changes).extracting(ResourceChange::after).containsExactly(Optional.of(counted("a", 1)),
                Optional.of(counted("a", 2)), Optional.of(counted("a", 3)), Optional.empty());
        assertThat(changes.get(1).patch()).contains(Json.createObjectBuilder().add("count", 2).build());
        assertThat(changes).extracting(ResourceChange::version).extracting(version -> version.epoch())
                .containsOnly(store.head().epoch());
        assertThat(changes).extracting(ResourceChange::time).isSorted();
    }

    @Test
    void logs_every_kind_as_it_is_named() throws Exception {
        insert(store, "a");
        for (var kind : List.of(ChangeKind.LINKED, ChangeKind.UNLINKED)) {
            var record = store.get("a").orElseThrow();
            store.commit(List.of(new RecordWrite("a", kind, Optional.of(record), Optional.of(record.fields()),
                    Optional.empty())));
        }

        assertThat(store.changes(1, 2)).extracting(ResourceChange::kind).containsExactly(ChangeKind.LINKED,
                ChangeKind.UNLINKED);
        assertThat(store.changes(1, 2)).extracting(ResourceChange::patch).containsOnly(Optional.empty());
    }

    @Test
    void keeps_a_patch_that_takes_fields_away() throws Exception {
        insert(store, Writes.item("a").add("name", "x").add("count", 1).build());
        var record = store.get("a").orElseThrow();

        store.commit(List.of(Writes.patching(record, counted("a", 1))));

        assertThat(store.changes(1, 1).get(0).patch())
                .contains(Json.createObjectBuilder().addNull("name").build());
    }

    @Test
    void reads_in_pieces() throws Exception {
        insert(store, "a", "b", "c", "d");

        assertThat(store.changes(1, 2)).extracting(ResourceChange::id).containsExactly("b", "c");
        assertThat(store.changes(3, 2)).extracting(ResourceChange::id).containsExactly("d");
        assertThat(store.changes(4, 2)).isEmpty();
        assertThat(store.changes(1_000, 2)).isEmpty();
        assertThat(store.changes(0, Integer.MAX_VALUE)).hasSize(4);
    }

    @Test
    void reads_the_history_of_one_record() throws Exception {
        insert(store, "a", "b");
        Writes.replace(store, counted("a", 2));
        Writes.replace(store, counted("b", 2));
        Writes.remove(store, "a");
        insert(store, "a");

        assertThat(store.history("a", 10)).extracting(change -> change.version().position()).containsExactly(1L, 3L, 5L,
                6L);
        assertThat(store.history("a", 2)).extracting(change -> change.version().position()).containsExactly(5L, 6L);
        assertThat(store.history("a", 10).get(0)).isEqualTo(store.changes(0, 1).get(0));
        assertThat(store.history("x", 10)).isEmpty();
    }

    @Test
    void knows_what_was_told_and_never_goes_back() throws Exception {
        insert(store, "a", "b", "c");

        store.told(2);
        assertThat(store.told()).isEqualTo(2);
        store.told(1);
        assertThat(store.told()).isEqualTo(2);
        store.told(3);
        assertThat(store.told()).isEqualTo(3);
    }

    @Test
    void forgets_nothing_that_was_not_told() throws Exception {
        var small = open(collection + "-small", contract.numberedType(), HISTORY);
        write(small, 50);
        small.told(20);
        write(small, 50);

        assertThat(small.changes(20, Writes.ALL)).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(21, 100).boxed().toList());
    }

    @Test
    void forgets_in_the_end_what_was_told() throws Exception {
        var small = open(collection + "-small", contract.numberedType(), HISTORY);

        var written = 0;
        while (first(small) == 1 && written < MANY) {
            write(small, 10);
            written += 10;
            small.told(written);
        }

        assertThat(first(small)).isGreaterThan(1);
        var left = small.changes(0, Writes.ALL);
        assertThat(left).hasSizeGreaterThanOrEqualTo(HISTORY);
        assertThat(left.get(left.size() - 1).version()).isEqualTo(small.head());
        assertThat(left).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(first(small), written).boxed().toList());
        assertThat(small.changes(0, 3)).isEqualTo(left.subList(0, 3));
        assertThat(small.history("1", MANY)).hasSizeLessThan(written);
    }

    @Test
    void forgets_no_more_than_was_told_and_never_the_last() throws Exception {
        var small = open(collection + "-small", contract.numberedType(), 1);

        var seen = new ArrayList<Integer>();
        for (var i = 1; i <= 300; i++) {
            write(small, 1);
            small.told(i);
            seen.add(small.changes(i - 1L, 10).size());
        }

        assertThat(seen).containsOnly(1);
        assertThat(small.head().position()).isEqualTo(300);
    }

    private static long first(CollectionStore store) {
        return store.changes(0, 1).stream().mapToLong(change -> change.version().position()).findFirst().orElse(1);
    }

    /** Each write is of one record. */
    private static void write(CollectionStore store, int times) throws Exception {
        for (var i = 0; i < times; i++) {
            var fields = Json.createObjectBuilder().add("id", 1).add("name", "n" + i).build();
            var present = store.get("1");
            store.commit(List.of(present.isPresent()
                    ? Writes.replacement(present.get(), fields)
                    : Writes.creation(fields)));
        }
    }
}
