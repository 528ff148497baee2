package io.multilith.impl.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs tasks one after the other on the threads of another executor. What one throws holds up none. Thread-safe. */
public final class InOrder implements Executor {
    private final Executor threads;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    public InOrder(Executor threads) {
        this.threads = threads;
    }

    @Override
    public synchronized void execute(Runnable task) {
        last = last.handleAsync((done, fault) -> {
            task.run();
            return null;
        }, threads);
    }
}
