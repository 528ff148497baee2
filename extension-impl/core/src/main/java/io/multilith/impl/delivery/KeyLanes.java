package io.multilith.impl.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/** Runs the tasks of one key one after the other, those of different keys beside each other. Thread-safe. */
final class KeyLanes {
    private static final Logger LOG = Logger.getLogger(KeyLanes.class);

    private final Map<String, CompletableFuture<Void>> tails = new HashMap<>();

    /** The task begins when those of the same key before it have ended, however they ended. Completes when it has, too. */
    CompletionStage<Void> run(String key, Supplier<CompletionStage<Void>> task) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> before;
        synchronized (tails) {
            before = tails.put(key, done);
        }
        if (before == null) {
            begin(key, task, done);
        } else {
            before.thenRun(() -> begin(key, task, done));
        }
        return done;
    }

    private void begin(String key, Supplier<CompletionStage<Void>> task, CompletableFuture<Void> done) {
        begun(task).whenComplete((result, fault) -> {
            synchronized (tails) {
                tails.remove(key, done);
            }
            done.complete(null);
            if (fault != null) {
                LOG.error(MESSAGES.brokenOff(key), fault);
            }
        });
    }

    private static CompletionStage<Void> begun(Supplier<CompletionStage<Void>> task) {
        try {
            return task.get();
        } catch (RuntimeException | Error broken) { // the next of its key has its turn all the same
            return CompletableFuture.failedStage(broken);
        }
    }
}
