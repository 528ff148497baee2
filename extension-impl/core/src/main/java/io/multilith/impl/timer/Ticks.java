package io.multilith.impl.timer;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.multilith.entrypoint.Entrypoint;

/** Runs a task at each tick of a grid. A run that outlasts ticks skips them; the grid stays where it is. */
final class Ticks implements Entrypoint {
    private final Supplier<CompletionStage<?>> task;
    private final UnaryOperator<ZonedDateTime> next;
    private final boolean eager;
    private final Function<Duration, CompletableFuture<Void>> clock;
    private CompletableFuture<Void> wait;
    private CompletionStage<?> running = CompletableFuture.completedStage(null);
    /** Begun by each start and ended by each stop. */
    private int turn;

    /**
     * @param clock
     *            completes after a while
     */
    Ticks(Supplier<CompletionStage<?>> task, UnaryOperator<ZonedDateTime> next, boolean eager,
            Function<Duration, CompletableFuture<Void>> clock) {
        this.clock = clock;
        this.task = task;
        this.next = next;
        this.eager = eager;
    }

    /** Also after a stop; a run that is still under way is waited for. */
    @Override
    public void start() {
        int begun;
        CompletionStage<?> before;
        synchronized (this) {
            begun = ++turn;
            before = running;
        }
        before.whenComplete((result, fault) -> {
            if (eager) {
                run(now(), begun);
            } else {
                await(next.apply(now()), begun);
            }
        });
    }

    @Override
    public synchronized void stop() {
        turn++;
        if (wait != null) {
            wait.cancel(false);
        }
    }

    private void run(ZonedDateTime tick, int begun) {
        CompletionStage<?> run;
        synchronized (this) {
            if (turn != begun) {
                return;
            }
            run = task.get();
            running = run;
        }
        run.whenComplete((result, fault) -> await(following(tick), begun));
    }

    private ZonedDateTime following(ZonedDateTime tick) {
        var following = next.apply(tick);
        while (following.isBefore(now())) {
            following = next.apply(following);
        }
        return following;
    }

    private synchronized void await(ZonedDateTime tick, int begun) {
        if (turn == begun) {
            wait = clock.apply(Duration.between(now(), tick));
            wait.thenRun(() -> run(tick, begun));
        }
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }
}
