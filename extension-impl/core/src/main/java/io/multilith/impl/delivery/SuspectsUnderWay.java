package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The suspects that were taken and whose letters may still lie there, so that a stop can wait for them. Thread-safe. */
final class SuspectsUnderWay {
    private final Set<CompletableFuture<Void>> runs = ConcurrentHashMap.newKeySet();

    /** Keeps it in mind until it has ended, however it ends. */
    @SuppressWarnings("CollectionUndefinedEquality") // that very run is meant
    CompletionStage<Void> add(CompletionStage<Void> run) {
        var underWay = run.toCompletableFuture();
        runs.add(underWay);
        underWay.whenComplete((ended, fault) -> runs.remove(underWay));
        return run;
    }

    /** Returns when all that are under way have ended, or after a while. */
    void await(Duration patience) {
        CompletableFuture.allOf(runs.stream().map(run -> run.handle((ended, fault) -> null))
                .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
