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
            before = tails.getOrDefault(key, CompletableFuture.completedFuture(null));
            tails.put(key, done);
        }
        before.thenCompose(free -> task.get()).whenComplete((result, fault) -> {
            synchronized (tails) {
                tails.remove(key, done);
            }
            done.complete(null);
            if (fault != null) {
                LOG.error(MESSAGES.brokenOff(key), fault);
            }
        });
        return done;
    }
}
