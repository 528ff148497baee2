package io.multilith.tck;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;

import static io.multilith.tck.TogetherCases.together;
import static io.multilith.tck.Writes.counted;
import static io.multilith.tck.Writes.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A collection that is opened again, as by the next start of the application or by another node of it. */
abstract class DurabilityCases extends StoreCases {
    DurabilityCases(ResourceBackendContract contract) {
        super(contract);
    }

    @BeforeEach
    final void assumeThatItLasts() {
        assumeTrue(contract.isDurable(), "keeps records as long as it runs");
    }

    @Test
    void has_its_records_and_versions() throws Exception {
        insert(store, "a", "b");
        Writes.replace(store, counted("a", 2));

        var again = again();

        assertThat(again.find(Query.ALL)).isEqualTo(store.find(Query.ALL));
        assertThat(again.get("a")).isEqualTo(store.get("a"));
        assertThat(again.head()).isEqualTo(store.head());
    }

    @Test
    void has_its_log_and_what_was_told_of_it() throws Exception {
        insert(store, "a", "b");
        Writes.remove(store, "a");
        store.told(2);

        var again = again();

        assertThat(again.changes(0, 10)).hasSize(3).isEqualTo(store.changes(0, 10));
        assertThat(again.history("a", 10)).isEqualTo(store.history("a", 10));
        assertThat(again.told()).isEqualTo(2);
    }

    @Test
    void has_its_epoch_even_when_nothing_was_written() {
        var epoch = store.head().epoch();

        assertThat(again().head().epoch()).isEqualTo(epoch);
    }

    @Test
    void has_its_claims() {
        store.claim("x", "first", Duration.ofHours(1));

        assertThat(again().claim("x", "second", Duration.ofHours(1))).contains("first");
    }

    @Test
    void goes_on_writing() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();

        var change = Writes.replace(again(), counted("a", 2));

        assertThat(change.version().position()).isEqualTo(2);
        assertThat(store.get("a")).get().extracting(record -> record.version()).isEqualTo(change.version());
        assertThatThrownBy(() -> store.commit(List.of(Writes.replacement(seen, counted("a", 3)))))
                .isInstanceOf(StaleWriteException.class);
    }

    @Test
    void is_written_by_two_at_once() throws Exception {
        var stores = List.of(store, again());

        together(8, number -> {
            for (var i = 0; i < 10; i++) {
                insert(stores.get(number % 2), number + "-" + i);
            }
        });

        assertThat(store.changes(0, Writes.ALL)).hasSize(80).isEqualTo(stores.get(1).changes(0, Writes.ALL));
        assertThat(store.changes(0, Writes.ALL)).extracting(ResourceChange::id).doesNotHaveDuplicates();
        assertThat(store.head().position()).isEqualTo(80);
        assertThat(store.find(Query.ALL).total()).hasValue(80);
    }

    private CollectionStore again() {
        return open(collection, contract.recordType());
    }
}
