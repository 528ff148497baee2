package io.multilith.impl.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.multilith.events.Event;

/** Sends events of one subject one after the other, and those of several at the same time. Thread-safe. */
final class OutboxLanes {
    private final Function<Event, CompletionStage<Void>> bus;
    private final Duration timeout;

    OutboxLanes(Function<Event, CompletionStage<Void>> bus, Duration timeout) {
        this.bus = bus;
        this.timeout = timeout;
    }

    private record Lane(String source, Optional<String> subject) {}

    /** Those that the bus has. What follows one that it does not have is not sent, nor what is not under way in time. */
    List<Event> send(List<Event> events) {
        var end = System.nanoTime() + timeout.toNanos();
        var lanes = new HashMap<Lane, CompletableFuture<Boolean>>();
        var outcomes = new ArrayList<CompletableFuture<Boolean>>();
        for (var event : events) {
            var lane = new Lane(event.source(), event.subject());
            var before = lanes.getOrDefault(lane, CompletableFuture.completedFuture(true));
            var outcome = before.thenCompose(isSent -> isSent && System.nanoTime() - end < 0
                    ? send(event)
                    : CompletableFuture.completedFuture(false));
            lanes.put(lane, outcome);
            outcomes.add(outcome);
        }
        var sent = new ArrayList<Event>();
        for (var i = 0; i < events.size(); i++) {
            if (outcomes.get(i).join()) {
                sent.add(events.get(i));
            }
        }
        return sent;
    }

    private CompletableFuture<Boolean> send(Event event) {
        return CompletableFuture.completedFuture(event).thenCompose(bus)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, fault) -> fault == null);
    }
}
