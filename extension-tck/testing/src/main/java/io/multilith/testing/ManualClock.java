package io.multilith.testing;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * A time for timers that stands still until a test lets it pass. It begins with the machine's time and its zone. Deadlines,
 * retries and leases go by the machine's time as always.
 *
 * <pre>{@code
 * @Inject
 * ManualClock clock;
 *
 * @Test
 * void cleans_every_hour() {
 *     clock.advance(Duration.ofHours(3));
 *
 *     assertThat(cleaned).hasSize(3);
 * }
 * }</pre>
 *
 * Thread-safe.
 *
 * @since 0.1
 */
public final class ManualClock {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Wait> waits = new CopyOnWriteArrayList<>();
    private volatile ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());

    private record Wait(ZonedDateTime time, Supplier<CompletionStage<?>> task) {}

    /** Begins with the machine's time. */
    public ManualClock() {}

    /**
     * What time it is.
     *
     * @return only ever changed by a test
     */
    public ZonedDateTime now() {
        return now;
    }

    /**
     * Lets time pass. Every timer whose tick comes meanwhile runs, one after the other in the order of their ticks, each at its
     * own time; what they began to do is done when this returns.
     *
     * @param time
     *     how much, 0 or more
     * @throws IllegalStateException
     *     ML0804 if a timer's method does not end within 20 s
     */
    public void advance(Duration time) {
        advanceTo(now.plus(time));
    }

    /**
     * Lets time pass until a moment, as {@link #advance} does.
     *
     * @param time
     *     not before now
     * @throws IllegalStateException
     *     ML0804 if a timer's method does not end within 20 s
     */
    public synchronized void advanceTo(ZonedDateTime time) {
        for (var due = nextUntil(time); due.isPresent(); due = nextUntil(time)) {
            var tick = due.get();
            if (waits.remove(tick)) {
                now = tick.time.isBefore(now) ? now : tick.time;
                await(tick.task.get());
            }
        }
        now = time.isBefore(now) ? now : time;
    }

    private Optional<Wait> nextUntil(ZonedDateTime time) {
        return waits.stream().filter(wait -> !wait.time.isAfter(time)).min(Comparator.comparing(Wait::time));
    }

    private static void await(CompletionStage<?> run) {
        try {
            run.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            // The worker has logged it; a timer goes on.
        } catch (TimeoutException running) {
            throw new IllegalStateException(MESSAGES.timerRuns(PATIENCE), running);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    Runnable at(ZonedDateTime time, Supplier<CompletionStage<?>> task) {
        var wait = new Wait(time, task);
        waits.add(wait);
        return () -> waits.remove(wait);
    }
}
