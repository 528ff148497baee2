package io.multilith.impl.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.events.Event;
import io.multilith.events.EventOutbox;
import io.multilith.events.Priority;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxRelayTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final KeptEvents outbox = new KeptEvents();
    private final List<String> sent = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> looks = new ArrayDeque<>();
    private final Set<String> refused = new HashSet<>();
    private String notTaken = "";
    private Duration now = Duration.ZERO;
    private final OutboxRelay relay = new OutboxRelay(() -> Optional.of(outbox), Runnable::run, this::later,
            new OutboxLanes(this::send, Duration.ofSeconds(5), new RefusedSubjects(() -> now.toNanos())));

    @Test
    void sends_after_a_commit_in_order() {
        relay.keep(event("1", "a"));
        relay.keep(event("2", "a"));
        assertThat(sent).isEmpty();

        outbox.commit();

        assertThat(sent).containsExactly("1", "2");
        assertThat(outbox.kept).isEmpty();
    }

    @Test
    void keeps_what_follows_an_event_that_the_broker_did_not_get_and_sends_it_in_order_later() {
        notTaken = "1";
        relay.keep(event("1", "a"));
        relay.keep(event("2", "a"));
        relay.keep(event("3", "b"));
        outbox.commit();
        assertThat(sent).containsExactly("3");

        relay.start();
        notTaken = "";
        looks.remove().complete(null);

        assertThat(sent).containsExactly("3", "1", "2");
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0415")).hasSize(1);
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0416")).hasSize(1);
    }

    @Test
    void tells_once_of_an_event_that_is_refused_for_ever_and_sends_the_others_at_once() {
        refused.add("1");
        relay.keep(event("1", "a"));
        relay.keep(event("2", "a"));
        outbox.commit();

        relay.start();
        for (var look = 0; look < 3 * RefusedSubjects.TOLD_AT; look++) {
            now = now.plusMinutes(10);
            looks.remove().complete(null);
        }
        relay.keep(event("3", "b"));
        outbox.commit();

        assertThat(sent).containsExactly("3");
        assertThat(log.lines()).singleElement().asString().contains("ML0417", " 1 ");
    }

    @Test
    void asks_again_about_a_refused_event_only_after_a_pause() {
        refused.add("1");
        relay.keep(event("1", "a"));
        outbox.commit();
        refused.clear();

        relay.start();
        assertThat(sent).isEmpty();
        now = now.plusSeconds(1);
        looks.remove().complete(null);

        assertThat(sent).containsExactly("1");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void sends_what_comes_after_hundreds_of_refused_events() {
        for (var i = 0; i < 450; i++) {
            refused.add("bad-" + i);
            relay.keep(event("bad-" + i, "subject-" + i));
        }
        relay.keep(event("good", "b"));

        outbox.commit();

        assertThat(sent).containsExactly("good");
        assertThat(outbox.kept).hasSize(450);
    }

    @Test
    void sends_what_comes_after_hundreds_of_events_of_a_refused_subject() {
        refused.add("bad-0");
        for (var i = 0; i < 450; i++) {
            relay.keep(event("bad-" + i, "a"));
        }
        relay.keep(event("good", "b"));

        outbox.commit();

        assertThat(sent).containsExactly("good");
        assertThat(outbox.kept).hasSize(450);
    }

    @Test
    void sends_what_another_process_left() {
        outbox.kept.add(event("1", "a"));

        relay.start();

        assertThat(sent).containsExactly("1");
    }

    private CompletableFuture<Void> later(Duration pause) {
        looks.add(new CompletableFuture<>());
        return looks.getLast();
    }

    private CompletionStage<Void> send(Event event) {
        if (event.id().equals(notTaken)) {
            return CompletableFuture.failedStage(new MessagingException.BrokerUnavailable("away"));
        }
        if (refused.contains(event.id())) {
            return CompletableFuture.failedStage(new MessagingException.Refused("full"));
        }
        sent.add(event.id());
        return CompletableFuture.completedStage(null);
    }

    private static Event event(String id, String subject) {
        return new Event(id, "orders", "order.placed", Optional.of(subject), Instant.EPOCH, JsonValue.NULL,
                Priority.NORMAL, Map.of());
    }

    /** Of one transaction at a time, ended by the test. */
    private static final class KeptEvents implements EventOutbox {
        private final List<Event> kept = new ArrayList<>();
        private final List<Event> uncommitted = new ArrayList<>();
        private final List<Runnable> told = new ArrayList<>();

        @Override
        public boolean keep(Event event, Runnable committed) {
            uncommitted.add(event);
            told.add(committed);
            return true;
        }

        void commit() {
            kept.addAll(uncommitted);
            uncommitted.clear();
            var woken = List.copyOf(told);
            told.clear();
            woken.forEach(Runnable::run);
        }

        @Override
        public int drain(int limit, UnaryOperator<List<Event>> sender) {
            var done = sender.apply(kept.stream().limit(limit).toList());
            kept.removeAll(done);
            return done.size();
        }
    }
}
