package io.multilith.impl.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.multilith.impl.concurrent.WorkerThreads;

/** Ends a socket when its token does. Thread-safe. */
final class Expiry {
    private final WorkerThreads threads;
    private final Runnable end;
    private CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);
    private boolean isOver;

    Expiry(WorkerThreads threads, Runnable end) {
        this.threads = threads;
        this.end = end;
    }

    /** In place of the end that was known. */
    synchronized void at(Optional<Instant> expires) {
        waiting.cancel(false);
        expires.filter(at -> !isOver).ifPresent(at -> {
            waiting = threads.after(Duration.between(Instant.now(), at));
            waiting.thenRun(end);
        });
    }

    /** The socket is gone, whatever is said of its token later. */
    synchronized void cancel() {
        isOver = true;
        waiting.cancel(false);
    }
}
