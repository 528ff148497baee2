package io.multilith.backend.jpa;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that is killed while it writes leaves whole units: entities, versions and log agree. */
class KilledWriterTest {
    private static final int THREADS = 4;
    private static final int KILLS = 3;

    /** The other process: writes without end, two records a unit, new ones and old ones. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            var application = Application.start("eclipselink", new TestDatabase(arguments[0]));
            var books = application.open("books", Book.class);
            for (var i = 0; i < THREADS; i++) {
                var id = arguments[1] + "-" + i;
                new Thread(() -> write(books, id)).start();
            }
        }

        private static void write(io.multilith.resource.CollectionStore books, String id) {
            try {
                for (var round = 0;; round++) {
                    var current = books.get(id);
                    books.commit(List.of(JpaStoreContract.write(id, current, Json.createObjectBuilder().add("id", id)
                            .add("title", "x").add("pages", round).build()),
                            JpaStoreContract.write(id + "-" + round, Optional.empty(),
                                    JpaStoreContract.book(id + "-" + round))));
                    OtherJvm.done();
                }
            } catch (io.multilith.resource.StaleWriteException nobodyElseWritesIt) {
                throw new AssertionError(nobodyElseWritesIt);
            }
        }
    }

    @Test
    void leaves_entities_versions_and_log_that_agree() throws Exception {
        var database = TestDatabase.postgres();

        for (var kill = 0; kill < KILLS; kill++) {
            var writer = OtherJvm.start(Main.class, database.url(), String.valueOf(kill));
            writer.awaitDone(40);
            writer.kill();
        }

        try (var application = Application.start("eclipselink", database)) {
            var books = application.open("books", Book.class);
            var changes = books.changes(0, JpaStoreContract.ALL);
            var last = new HashMap<String, StoredRecord>();
            changes.forEach(change -> last.put(change.id(),
                    new StoredRecord(change.id(), change.after().orElseThrow(), change.version())));
            assertThat(changes).extracting(change -> change.version().position())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, books.head().position()).boxed().toList());
            assertThat(changes.size()).isGreaterThanOrEqualTo(2 * 40 * KILLS).isEven();
            assertThat(database.number("SELECT COUNT(*) FROM book")).isEqualTo(last.size());
            assertThat(database.number("SELECT COUNT(*) FROM multilith_version")).isEqualTo(last.size());
            last.forEach((id, record) -> assertThat(books.get(id)).contains(record));
            assertThat(books.commit(List.of(new RecordWrite("z", ChangeKind.CREATED, Optional.empty(),
                    Optional.of(JpaStoreContract.book("z")), Optional.empty())))).hasSize(1);
            assertThat(books.find(new Query(0, 0)).total()).hasValue(last.size() + 1L);
        }
    }
}
