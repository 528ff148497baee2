package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Does something again and again, one time after the other, with a pause in between, until it is ended. Thread-safe. */
public final class Repeating {
    private final WorkerThreads threads;
    private final Executor where;
    private final Duration pause;
    private final Runnable task;
    private volatile boolean ended;

    private Repeating(WorkerThreads threads, Executor where, Duration pause, Runnable task) {
        this.threads = threads;
        this.where = where;
        this.pause = pause;
        this.task = task;
    }

    /**
     * Begins with the task.
     *
     * @param where
     *            the threads that it runs on
     * @param task
     *            deals itself with what it fails by
     */
    public static Repeating now(WorkerThreads threads, Executor where, Duration pause, Runnable task) {
        var repeating = new Repeating(threads, where, pause, task);
        repeating.run();
        return repeating;
    }

    /** Begins with the pause; on threads of its own, so that neither methods that block hold it up nor it a call's end. */
    public static Repeating later(WorkerThreads threads, Duration pause, Runnable task) {
        var repeating = new Repeating(threads, threads.upkeep(), pause, task);
        repeating.await();
        return repeating;
    }

    private void run() {
        CompletableFuture.runAsync(() -> {
            if (!ended) {
                task.run();
            }
        }, where).whenComplete((done, fault) -> await());
    }

    private void await() {
        if (!ended) {
            threads.after(pause).thenRun(this::run);
        }
    }

    /** What runs by now goes on to its end, and is the last. */
    public void end() {
        ended = true;
    }
}
