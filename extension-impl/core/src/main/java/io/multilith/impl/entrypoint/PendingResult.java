package io.multilith.impl.entrypoint;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.multilith.entrypoint.WorkerResult;

/** The result of a call to come. To cancel it does something only while the call waits for a worker. Thread-safe. */
final class PendingResult extends CompletableFuture<WorkerResult> {
    private volatile BooleanSupplier withdrawal = () -> false;

    /** Keeps the call from starting by what is given, which is false if it did start. */
    void cancelBy(BooleanSupplier withdrawal) {
        this.withdrawal = withdrawal;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return isCancelled() || (withdrawal.getAsBoolean() && super.cancel(mayInterrupt));
    }
}
