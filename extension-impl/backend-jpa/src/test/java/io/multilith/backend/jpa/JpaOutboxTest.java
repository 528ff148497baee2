package io.multilith.backend.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.multilith.events.Event;
import io.multilith.events.EventOutbox;
import io.multilith.events.Priority;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Events are kept with the caller's transaction, until they are sent. */
class JpaOutboxTest {
    private static final int ALL = 100;

    private final List<String> sent = new ArrayList<>();

    enum Kind {
        H2, POSTGRES;

        TestDatabase make() {
            return this == H2 ? TestDatabase.h2() : TestDatabase.postgres();
        }
    }

    /** The other process: commits events without end and sends none. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            var application = Application.start("eclipselink", new TestDatabase(arguments[0]));
            application.outbox().drain(ALL, events -> List.of());
            for (var i = 0;; i++) {
                var id = String.valueOf(i);
                Application.transact(() -> application.outbox().keep(event(id), OtherJvm::done));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void gives_a_committed_event_with_all_of_it_once_and_wakes_the_relay(Kind kind) throws Exception {
        try (var application = Application.start("eclipselink", kind.make())) {
            var outbox = prepared(application);
            var woken = new ArrayList<String>();
            var given = new ArrayList<Event>();

            Application.transact(() -> {
                assertThat(outbox.keep(event("1"), () -> woken.add("woken"))).isTrue();
                assertThat(woken).isEmpty();
            });
            outbox.drain(ALL, events -> {
                given.addAll(events);
                return events;
            });

            assertThat(woken).containsExactly("woken");
            assertThat(given).containsExactly(event("1"));
            assertThat(drain(outbox)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void never_gives_an_event_of_a_rollback(Kind kind) throws Exception {
        try (var application = Application.start("eclipselink", kind.make())) {
            var outbox = prepared(application);

            Application.TRANSACTIONS.begin();
            outbox.keep(event("1"), () -> sent.add("woken"));
            Application.TRANSACTIONS.rollback();

            assertThat(drain(outbox)).isZero();
            assertThat(sent).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_what_was_refused_and_gives_it_in_the_order_of_commits(Kind kind) throws Exception {
        try (var application = Application.start("eclipselink", kind.make())) {
            var outbox = prepared(application);
            Application.TRANSACTIONS.begin();
            outbox.keep(event("late"), () -> {});
            var early = Application.TRANSACTIONS.suspend();
            Application.transact(() -> outbox.keep(event("early"), () -> {}));
            Application.TRANSACTIONS.resume(early);
            Application.TRANSACTIONS.commit();

            assertThat(outbox.drain(ALL, events -> List.of())).isZero();
            assertThat(outbox.drain(ALL, events -> events.subList(0, 1))).isEqualTo(1);
            drain(outbox);

            assertThat(sent).containsExactly("late");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lets_one_relay_send_at_a_time(Kind kind) throws Exception {
        try (var application = Application.start("eclipselink", kind.make())) {
            var outbox = prepared(application);
            Application.transact(() -> outbox.keep(event("1"), () -> {}));
            var isSending = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var other = new Thread(() -> outbox.drain(ALL, events -> {
                isSending.countDown();
                await(mayEnd);
                return events;
            }));
            other.start();
            await(isSending);

            assertThat(drain(outbox)).isZero();

            mayEnd.countDown();
            other.join();
            assertThat(sent).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRES")
    void gives_what_a_killed_process_left(Kind kind) throws Exception {
        var database = kind.make();
        var process = OtherJvm.start(Main.class, database.url());
        process.awaitDone(5);
        process.kill();

        try (var application = Application.start("eclipselink", database)) {
            drain(application.outbox());

            assertThat(sent).startsWith("0", "1", "2", "3", "4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_nothing_without_a_transaction(Kind kind) {
        try (var application = Application.start("eclipselink", kind.make())) {
            assertThat(application.outbox().keep(event("1"), () -> {})).isFalse();
        }
    }

    @Test
    void asks_nobody_when_it_is_switched_off() throws Exception {
        System.setProperty(JpaSettings.OUTBOX_KEY, "false");
        try (var application = Application.start("eclipselink", new TestDatabase("jdbc:h2:mem:absent;IFEXISTS=TRUE"))) {
            var outbox = application.outbox();

            Application.transact(() -> assertThat(outbox.keep(event("1"), () -> {})).isFalse());
            assertThat(drain(outbox)).isZero();
        } finally {
            System.clearProperty(JpaSettings.OUTBOX_KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_an_event_when_too_many_wait(Kind kind) throws Exception {
        System.setProperty(JpaSettings.MAX_OUTBOX_KEY, "1");
        try (var application = Application.start("eclipselink", kind.make())) {
            var outbox = prepared(application);
            Application.transact(() -> outbox.keep(event("1"), () -> {}));

            Application.transact(() -> assertThatThrownBy(() -> outbox.keep(event("2"), () -> {}))
                    .isInstanceOfSatisfying(ProblemException.class,
                            full -> assertThat(full.problem().name()).isEqualTo(ErrorName.UNAVAILABLE)));
        } finally {
            System.clearProperty(JpaSettings.MAX_OUTBOX_KEY);
        }
    }

    private static EventOutbox prepared(Application application) {
        var outbox = application.outbox();
        outbox.drain(ALL, events -> events);
        return outbox;
    }

    private int drain(EventOutbox outbox) {
        return outbox.drain(ALL, events -> {
            events.forEach(event -> sent.add(event.id()));
            return events;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static Event event(String id) {
        return new Event(id, "orders", "order.placed", Optional.of("o-1"), Instant.parse("2026-01-01T00:00:00Z"),
                Json.createObjectBuilder().add("total", 1).build(), Priority.HIGH, Map.of("trace", "t"));
    }
}
