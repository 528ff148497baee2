package io.multilith.impl.timer;

import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.multilith.entrypoint.Entrypoint;

/** Runs a task at each tick of a grid. A run that outlasts ticks skips them; the grid stays where it is. */
final class Ticks implements Entrypoint {
    private final Supplier<CompletionStage<?>> task;
    private final UnaryOperator<ZonedDateTime> next;
    private final boolean eager;
    private final TickClock clock;
    private Runnable cancel = () -> {};
    private CompletionStage<?> running = CompletableFuture.completedStage(null);
    /** Begun by each start and ended by each stop. */
    private int turn;

    Ticks(Supplier<CompletionStage<?>> task, UnaryOperator<ZonedDateTime> next, boolean eager, TickClock clock) {
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
                run(clock.now(), begun);
            } else {
                await(next.apply(clock.now()), begun);
            }
        });
    }

    @Override
    public synchronized void stop() {
        turn++;
        cancel.run();
    }

    /** Completes when the next tick is waited for. */
    private CompletionStage<?> run(ZonedDateTime tick, int begun) {
        CompletionStage<?> run;
        synchronized (this) {
            if (turn != begun) {
                return CompletableFuture.completedStage(null);
            }
            run = task.get();
            running = run;
        }
        return run.whenComplete((result, fault) -> await(following(tick), begun));
    }

    private ZonedDateTime following(ZonedDateTime tick) {
        var following = next.apply(tick);
        while (following.isBefore(clock.now())) {
            following = next.apply(following);
        }
        return following;
    }

    private synchronized void await(ZonedDateTime tick, int begun) {
        if (turn == begun) {
            cancel = clock.at(tick, () -> run(tick, begun));
        }
    }
}
