package io.multilith.impl.timer;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.concurrent.WorkerThreads;

/** The time that timers go by, the machine's. A test may have another one. Thread-safe. */
@ApplicationScoped
public class TickClock {
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected TickClock() {
        this(null);
    }

    @Inject
    public TickClock(WorkerThreads threads) {
        this.threads = threads;
    }

    /** In the machine's zone. */
    public ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }

    /**
     * Runs a task once.
     *
     * @param time
     *            when; one that has passed: at once
     * @param task
     *            completes when everything is done that the time was waited for
     * @return takes it back if it has not begun
     */
    public Runnable at(ZonedDateTime time, Supplier<CompletionStage<?>> task) {
        var wait = threads.after(Duration.between(now(), time));
        wait.thenApply(elapsed -> task.get());
        return () -> wait.cancel(false);
    }
}
