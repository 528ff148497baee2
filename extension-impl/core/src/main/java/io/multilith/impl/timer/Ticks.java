package io.multilith.impl.timer;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.multilith.entrypoint.Entrypoint;

/** Runs a task at each tick of a grid. A run that outlasts ticks skips them; the grid stays where it is. */
final class Ticks implements Entrypoint {
    private final Supplier<CompletionStage<?>> task;
    private final UnaryOperator<ZonedDateTime> next;
    private final boolean eager;
    private CompletableFuture<Void> wait;
    private boolean stopped;

    Ticks(Supplier<CompletionStage<?>> task, UnaryOperator<ZonedDateTime> next, boolean eager) {
        this.task = task;
        this.next = next;
        this.eager = eager;
    }

    @Override
    public void start() {
        if (eager) {
            run(now());
        } else {
            await(next.apply(now()));
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (wait != null) {
            wait.cancel(false);
        }
    }

    private void run(ZonedDateTime tick) {
        task.get().whenComplete((result, fault) -> await(following(tick)));
    }

    private ZonedDateTime following(ZonedDateTime tick) {
        var following = next.apply(tick);
        while (following.isBefore(now())) {
            following = next.apply(following);
        }
        return following;
    }

    private synchronized void await(ZonedDateTime tick) {
        if (!stopped) {
            var pause = Math.max(0, Duration.between(now(), tick).toNanos());
            wait = new CompletableFuture<Void>().completeOnTimeout(null, pause, TimeUnit.NANOSECONDS);
            wait.thenRun(() -> run(tick));
        }
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }
}
