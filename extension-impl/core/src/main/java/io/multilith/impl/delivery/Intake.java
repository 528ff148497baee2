package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.messaging.MessageReceiver;

/** What a handler takes in from a start to the stop after it. Thread-safe. */
final class Intake {
    private final List<MessageReceiver> receivers = new CopyOnWriteArrayList<>();
    private final Set<CompletableFuture<Void>> pauses = ConcurrentHashMap.newKeySet();
    private final WorkerThreads threads;
    private volatile boolean over;

    Intake(WorkerThreads threads) {
        this.threads = threads;
    }

    void add(MessageReceiver receiver) {
        receivers.add(receiver);
    }

    boolean isOver() {
        return over;
    }

    /** Completes after a while, and at once when this is over. */
    @SuppressWarnings("CollectionUndefinedEquality") // that very pause is meant
    CompletableFuture<Void> pause(Duration duration) {
        var pause = threads.after(duration);
        pauses.add(pause);
        pause.whenComplete((elapsed, fault) -> pauses.remove(pause));
        if (over) {
            pause.complete(null);
        }
        return pause;
    }

    void end() {
        over = true;
        receivers.forEach(MessageReceiver::stop);
        List.copyOf(pauses).forEach(pause -> pause.complete(null));
    }
}
