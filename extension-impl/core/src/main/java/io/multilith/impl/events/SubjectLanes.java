package io.multilith.impl.events;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs the tasks of one subject one after the other, those of different subjects beside each other. Thread-safe. */
final class SubjectLanes {
    private final Map<String, CompletableFuture<Void>> tails = new HashMap<>();

    /** The task begins when those of the same subject before it have ended, however they ended. */
    void run(String subject, Supplier<CompletionStage<Void>> task) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> before;
        synchronized (tails) {
            before = tails.getOrDefault(subject, CompletableFuture.completedFuture(null));
            tails.put(subject, done);
        }
        before.thenCompose(free -> task.get()).whenComplete((result, fault) -> {
            synchronized (tails) {
                tails.remove(subject, done);
            }
            done.complete(null);
        });
    }
}
