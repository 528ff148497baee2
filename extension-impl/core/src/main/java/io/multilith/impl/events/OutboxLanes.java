package io.multilith.impl.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.multilith.events.Event;
import io.multilith.messaging.MessagingException;

/** Sends events of one subject one after the other, and those of several at the same time. For one thread at a time. */
final class OutboxLanes {
    private static final int AT_ONCE = 200;
    private static final int MAX_LOOK = 20_000;

    private final Function<Event, CompletionStage<Void>> bus;
    private final Duration timeout;
    private final RefusedSubjects refused;
    private int passedOver;

    OutboxLanes(Function<Event, CompletionStage<Void>> bus, Duration timeout, RefusedSubjects refused) {
        this.bus = bus;
        this.timeout = timeout;
        this.refused = refused;
    }

    /** What came of events. */
    record Sending(List<Event> sent, boolean isBusAway) {}

    private enum Outcome {
        SENT, NOT_TRIED, BUS_AWAY, REFUSED
    }

    /** How many events to look at, so that there are enough besides those that have to wait. */
    int limit() {
        return Math.min(MAX_LOOK, AT_ONCE + passedOver);
    }

    /** What follows an event that the bus does not have is not sent, nor what is not under way in time. */
    Sending send(List<Event> events) {
        var due = events.stream().filter(event -> !refused.isWaiting(event)).limit(AT_ONCE).toList();
        var outcomes = outcomes(due);
        var sent = IntStream.range(0, due.size()).filter(i -> outcomes.get(i) == Outcome.SENT).mapToObj(due::get)
                .toList();
        sent.forEach(refused::forget);
        passedOver = refused.keepOnly(events);
        return new Sending(sent, outcomes.contains(Outcome.BUS_AWAY));
    }

    private List<Outcome> outcomes(List<Event> events) {
        var end = System.nanoTime() + timeout.toNanos();
        var lanes = new HashMap<RefusedSubjects.Lane, CompletableFuture<Outcome>>();
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var event : events) {
            var before = lanes.getOrDefault(RefusedSubjects.Lane.of(event),
                    CompletableFuture.completedFuture(Outcome.SENT));
            var outcome = before.thenCompose(last -> last == Outcome.SENT && System.nanoTime() - end < 0
                    ? send(event)
                    : CompletableFuture.completedFuture(Outcome.NOT_TRIED));
            lanes.put(RefusedSubjects.Lane.of(event), outcome);
            outcomes.add(outcome);
        }
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Outcome> send(Event event) {
        return CompletableFuture.completedFuture(event).thenCompose(bus)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, fault) -> Optional.ofNullable(fault).map(known -> outcome(event, known))
                        .orElse(Outcome.SENT));
    }

    /** Whatever is not known to be the bus's is taken to be the event's own fault, and holds up no other. */
    private Outcome outcome(Event event, Throwable fault) {
        var reason = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (reason instanceof MessagingException.BrokerUnavailable || reason instanceof TimeoutException) {
            return Outcome.BUS_AWAY;
        }
        refused.refuse(event, String.valueOf(reason.getMessage()));
        return Outcome.REFUSED;
    }
}
