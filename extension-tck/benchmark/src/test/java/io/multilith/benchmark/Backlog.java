package io.multilith.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;

import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.Priority;

/** How fast durable events that have piled up in the broker are handled, each one acknowledged. */
@Dependent
public class Backlog {
    private static final int EVENTS = 10_000;
    private static final int WARM_UP = 25;
    private static final int ROUNDS = 7;
    private static final int SENT_AT_ONCE = 500;
    private static final Duration REST = Duration.ofMillis(300);

    private final Drain drain;
    private final EventDispatcher dispatcher;
    private final JsonValue data = Json.createValue(1);

    @Inject
    Backlog(Drain drain, EventDispatcher dispatcher) {
        this.drain = drain;
        this.dispatcher = dispatcher;
    }

    /** Both have a subscription, so each event comes to both; one is drained while the other waits. */
    Stream<Figure> measure(BareDrain bare) {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> {
            bare.close(EVENTS);
            drain.close(EVENTS);
            pileUp();
            return perSecond(bare::open);
        }, () -> perSecond(drain::open));
        return Stream.of(Figure.ratio("backlog of 10,000 durable events, events/s",
                rounds.baselineMedian(Double::doubleValue), rounds.ourMedian(Double::doubleValue), ">= 0.7x"));
    }

    private void pileUp() {
        var free = new Semaphore(SENT_AT_ONCE);
        for (var i = 0; i < EVENTS; i++) {
            free.acquireUninterruptibly();
            dispatcher.send(new Event(UUID.randomUUID().toString(), Drain.SOURCE, Drain.TYPE, Optional.empty(),
                    Instant.now(), data, Priority.NORMAL, Map.of())).whenComplete((sent, fault) -> free.release());
        }
        free.acquireUninterruptibly(SENT_AT_ONCE);
    }

    /** Begins when the broker has come to rest: each would pay for what the one before it left to do. */
    private static double perSecond(Draining draining) {
        LockSupport.parkNanos(REST.toNanos());
        var begin = System.nanoTime();
        try {
            draining.run();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return EVENTS / ((System.nanoTime() - begin) / 1e9);
    }

    private interface Draining {
        void run() throws InterruptedException;
    }
}
