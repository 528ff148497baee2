package io.multilith.impl.entrypoint;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.multilith.entrypoint.WorkerResult;

/** The result of a call to come. To cancel it does something only while the call waits for a worker. Thread-safe. */
final class PendingResult extends CompletableFuture<WorkerResult> {
    private BooleanSupplier withdrawal = () -> false;

    /**
     * Keeps the call from starting by what is given, which is false if it did start.
     *
     * @return false if it is cancelled already
     */
    synchronized boolean cancelBy(BooleanSupplier keepsFromStarting) {
        withdrawal = keepsFromStarting;
        return !isCancelled();
    }

    @Override
    public synchronized boolean cancel(boolean mayInterrupt) {
        return isCancelled() || (withdrawal.getAsBoolean() && super.cancel(mayInterrupt));
    }
}
