package io.multilith.tck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.counted;
import static io.multilith.tck.Writes.insert;
import static org.assertj.core.api.Assertions.assertThat;

/** Many write and read at the same time. */
abstract class TogetherCases extends StoreCases {
    private static final int WRITERS = 32;

    TogetherCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void has_no_gap_and_no_repetition_in_the_log() throws Exception {
        together(WRITERS, writer -> {
            for (var i = 0; i < 8; i++) {
                insert(store, writer + "-" + i);
            }
        });

        assertThat(store.changes(0, Writes.ALL)).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, WRITERS * 8).boxed().toList());
        assertThat(store.changes(0, Writes.ALL)).extracting(ResourceChange::id).doesNotHaveDuplicates();
        assertThat(store.find(Query.ALL).total()).hasValue(WRITERS * 8);
    }

    @Test
    void keeps_the_positions_of_a_unit_together() throws Exception {
        together(8, writer -> {
            for (var i = 0; i < 5; i++) {
                insert(store, writer + "-" + i + "-x", writer + "-" + i + "-y");
            }
        });

        var ids = store.changes(0, Writes.ALL).stream().map(ResourceChange::id).toList();
        assertThat(ids).hasSize(80);
        for (var i = 0; i < ids.size(); i += 2) {
            assertThat(ids.get(i).replace("-x", "-y")).isEqualTo(ids.get(i + 1));
        }
    }

    @Test
    void lets_one_of_many_writers_win() throws Exception {
        insert(store, "a");
        var seen = store.get("a").orElseThrow();
        var won = new AtomicInteger();

        together(WRITERS, writer -> {
            try {
                store.commit(List.of(Writes.replacement(seen, counted("a", writer))));
                won.incrementAndGet();
            } catch (StaleWriteException lost) {
                assertThat(lost).hasMessageContaining("a");
            }
        });

        assertThat(won).hasValue(1);
        assertThat(store.head().position()).isEqualTo(2);
    }

    @Test
    void lets_one_of_many_creators_win() throws Exception {
        var won = new AtomicInteger();

        together(WRITERS, writer -> {
            try {
                insert(store, counted("a", writer));
                won.incrementAndGet();
            } catch (StaleWriteException lost) {
                assertThat(store.get("a")).isPresent();
            }
        });

        assertThat(won).hasValue(1);
        assertThat(store.head().position()).isEqualTo(1);
    }

    @Test
    void loses_no_increment() throws Exception {
        insert(store, counted("a", 0));

        together(8, writer -> {
            for (var done = 0; done < 5;) {
                var record = store.get("a").orElseThrow();
                try {
                    store.commit(List.of(Writes.patching(record, counted("a", record.fields().getInt("count") + 1))));
                    done++;
                } catch (StaleWriteException again) {
                    assertThat(again).hasMessageContaining("a");
                }
            }
        });

        assertThat(store.get("a").orElseThrow().fields().getInt("count")).isEqualTo(40);
    }

    @Test
    void shows_a_unit_as_a_whole_to_those_who_read_meanwhile() throws Exception {
        insert(store, counted("a", 0), counted("b", 0));
        var over = new AtomicBoolean();

        together(3, number -> {
            if (number > 0) {
                while (!over.get()) {
                    assertSameCount();
                }
                return;
            }
            try {
                for (var count = 1; count <= 100; count++) {
                    store.commit(List.of(Writes.replacement(store.get("a").orElseThrow(), counted("a", count)),
                            Writes.replacement(store.get("b").orElseThrow(), counted("b", count))));
                }
            } finally {
                over.set(true);
            }
        });
    }

    /** One moment, and what was seen is in the log. */
    private void assertSameCount() {
        var records = store.find(Query.ALL).records();
        var head = store.head();

        assertThat(records).extracting(record -> record.fields().getInt("count"))
                .containsOnly(records.get(0).fields().getInt("count"));
        assertThat(records).extracting(record -> record.version().position())
                .allMatch(position -> position <= head.position());
        assertThat(store.changes(head.position() - 1, 1)).extracting(ResourceChange::version).containsExactly(head);
    }

    @Test
    void counts_and_lists_at_one_moment() throws Exception {
        var over = new AtomicBoolean();

        together(3, number -> {
            if (number > 0) {
                while (!over.get()) {
                    var page = store.find(new Query(500, 0));
                    assertThat(page.total()).hasValue(page.records().size());
                    assertThat(page.records().size()).isEven();
                }
                return;
            }
            try {
                for (var i = 0; i < 60; i++) {
                    insert(store, i + "-x", i + "-y");
                }
            } finally {
                over.set(true);
            }
        });
    }

    @Test
    void lists_what_the_head_has_counted() throws Exception {
        var over = new AtomicBoolean();

        together(3, number -> {
            if (number > 0) {
                while (!over.get()) {
                    var head = store.head();
                    assertThat(store.find(new Query(500, 0)).records()).extracting(StoredRecord::id)
                            .hasSizeGreaterThanOrEqualTo((int) head.position());
                    assertThat(store.changes(0, Writes.ALL)).hasSizeGreaterThanOrEqualTo((int) head.position());
                }
                return;
            }
            try {
                for (var i = 0; i < 60; i++) {
                    insert(store, "i" + i);
                }
            } finally {
                over.set(true);
            }
        });
    }

    @FunctionalInterface
    interface Part {
        void run(int number) throws Exception;
    }

    /** Runs something on several threads that begin at once; the first failure is the caller's. */
    static void together(int threads, Part part) throws Exception {
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var all = IntStream.range(0, threads).mapToObj(number -> pool.submit(() -> {
                begin.await();
                part.run(number);
                return null;
            })).toList();
            begin.countDown();
            for (var one : all) {
                one.get(Timeouts.of(Duration.ofMinutes(1)).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            pool.shutdownNow();
        }
    }
}
