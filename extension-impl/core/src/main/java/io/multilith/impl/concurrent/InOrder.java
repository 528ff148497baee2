package io.multilith.impl.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs tasks one after the other on the threads of another executor. What one throws holds up none. Thread-safe. */
public final class InOrder implements Executor {
    private final Executor threads;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    public InOrder(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        execute(() -> CompletableFuture.completedFuture(null), task);
    }

    /**
     * Runs a task, and with it all that come after it, not before something else has ended.
     *
     * @param condition
     *            asked when the tasks before it have run
     */
    public synchronized void execute(Supplier<CompletableFuture<Void>> condition, Runnable task) {
        last = last.handle((done, fault) -> condition.get()).thenCompose(ready -> ready)
                .handleAsync((done, fault) -> {
                    task.run();
                    return null;
                }, threads);
    }
}
