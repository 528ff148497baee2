package io.multilith.impl.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/**
 * Runs the tasks of one key one after the other, those of different keys beside each other unless they are of one identity.
 * Thread-safe.
 */
final class KeyLanes {
    private static final Logger LOG = Logger.getLogger(KeyLanes.class);

    private final Map<String, CompletableFuture<Void>> tails = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> copies = new HashMap<>();

    /** The task begins when those of the same key before it have ended, however they ended. Completes when it has, too. */
    CompletionStage<Void> run(String key, Supplier<CompletionStage<Void>> task) {
        return run(key, Optional.empty(), task);
    }

    /** The task waits for those of the same identity as for those of the same key. Both places are taken at once. */
    CompletionStage<Void> run(String key, Optional<String> identity, Supplier<CompletionStage<Void>> task) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> before;
        CompletableFuture<Void> copy;
        synchronized (tails) {
            before = tails.put(key, done);
            copy = identity.isPresent() ? copies.put(identity.get(), done) : null;
        }
        if (before == null && copy == null) {
            begin(key, identity, task, done);
        } else {
            both(before, copy).thenRun(() -> begin(key, identity, task, done));
        }
        return done;
    }

    private static CompletableFuture<Void> both(CompletableFuture<Void> before, CompletableFuture<Void> copy) {
        if (before == null || copy == null) {
            return before == null ? copy : before;
        }
        return before.thenCombine(copy, (key, identity) -> null);
    }

    private void begin(String key, Optional<String> identity, Supplier<CompletionStage<Void>> task,
            CompletableFuture<Void> done) {
        begun(task).whenComplete((result, fault) -> {
            synchronized (tails) {
                tails.remove(key, done);
                identity.ifPresent(known -> copies.remove(known, done));
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
