package io.multilith.impl.worker;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets so many things go on at once, the others in the order of their coming. Thread-safe. */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(int most) {
        free = most;
    }

    /** Completes as what was begun does. */
    <T> CompletionStage<T> run(Supplier<CompletionStage<T>> begin) {
        var turn = new CompletableFuture<Void>();
        if (take(() -> turn.complete(null))) {
            turn.complete(null);
        }
        return turn.thenCompose(mine -> begin.get()).whenComplete((done, fault) -> pass());
    }

    private synchronized boolean take(Runnable later) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.add(later);
        return false;
    }

    private void pass() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            free += next == null ? 1 : 0;
        }
        if (next != null) {
            next.run();
        }
    }
}
