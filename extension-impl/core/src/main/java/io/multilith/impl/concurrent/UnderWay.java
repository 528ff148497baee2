package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What was begun and has not ended, so that a stop can wait for it. Thread-safe. */
public final class UnderWay {
    private final Set<CompletableFuture<?>> runs = ConcurrentHashMap.newKeySet();

    /** Keeps it in mind until it has ended, however it ends. */
    @SuppressWarnings("CollectionUndefinedEquality") // that very run is meant
    public <T> CompletionStage<T> add(CompletionStage<T> run) {
        var underWay = run.toCompletableFuture();
        runs.add(underWay);
        underWay.whenComplete((ended, fault) -> runs.remove(underWay));
        return run;
    }

    /** Returns when all that are under way have ended, or after a while. */
    public void await(Duration patience) {
        CompletableFuture.allOf(runs.stream().map(run -> run.handle((ended, fault) -> null))
                .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
