package io.multilith.impl.worker;

import java.time.Duration;
import java.util.Optional;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.Repeating;
import io.multilith.impl.concurrent.WorkerThreads;

/** A handler of work on records, and the sweep that finds some of it. */
final class SweepingEntrypoint implements Entrypoint {
    private final Entrypoint handler;
    private final StateWork work;
    private final Duration pause;
    private final WorkerThreads threads;
    private Optional<Repeating> sweeps = Optional.empty();

    SweepingEntrypoint(Entrypoint handler, StateWork work, Duration pause, WorkerThreads threads) {
        this.handler = handler;
        this.work = work;
        this.pause = pause;
        this.threads = threads;
    }

    @Override
    public synchronized void start() {
        handler.start();
        sweeps = Optional.of(Repeating.now(threads, threads, pause, work::sweep));
    }

    @Override
    public synchronized void stop() {
        sweeps.ifPresent(Repeating::end);
        handler.stop();
    }
}
