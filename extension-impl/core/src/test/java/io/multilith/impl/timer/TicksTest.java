package io.multilith.impl.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TicksTest {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final List<Instant> runs = new CopyOnWriteArrayList<>();
    private final WorkerThreads threads = new WorkerThreads(new Settings());
    private Ticks ticks;

    @AfterEach
    void stop() {
        ticks.stop();
        threads.stop();
    }

    @Test
    void runs_at_once_when_eager() {
        var begin = Instant.now();

        start(true, () -> CompletableFuture.completedFuture(null));

        await().until(() -> !runs.isEmpty());
        assertThat(runs.get(0)).isBefore(begin.plus(PERIOD));
    }

    @Test
    void runs_after_a_period_when_not_eager() {
        var begin = Instant.now();

        start(false, () -> CompletableFuture.completedFuture(null));

        await().until(() -> !runs.isEmpty());
        assertThat(runs.get(0)).isAfterOrEqualTo(begin.plus(PERIOD));
    }

    @Test
    void runs_on_and_on() {
        start(true, () -> CompletableFuture.completedFuture(null));

        await().until(() -> runs.size() >= 5);
        for (var i = 1; i < 5; i++) {
            assertThat(Duration.between(runs.get(0), runs.get(i))).isGreaterThanOrEqualTo(
                    PERIOD.multipliedBy(i).minusMillis(20));
        }
    }

    @Test
    void ticks_again_after_a_pause() {
        start(true, () -> CompletableFuture.completedFuture(null));
        await().until(() -> !runs.isEmpty());
        ticks.pause();
        var before = runs.size();

        ticks.resume();

        await().until(() -> runs.size() >= before + 3);
    }

    @Test
    void waits_after_a_pause_for_a_run_from_before_it() {
        var running = new CompletableFuture<Void>();
        start(true, () -> runs.size() == 1 ? running : CompletableFuture.completedFuture(null));
        await().until(() -> runs.size() == 1);
        ticks.pause();

        ticks.resume();

        await().during(PERIOD.multipliedBy(3)).until(() -> runs.size() == 1);
        running.complete(null);
        await().until(() -> runs.size() >= 2);
    }

    @Test
    void begins_no_run_before_the_one_before_has_ended() {
        var running = new CompletableFuture<Void>();
        start(true, () -> runs.size() == 1 ? running : CompletableFuture.completedFuture(null));

        await().during(PERIOD.multipliedBy(3)).until(() -> runs.size() == 1);
        running.complete(null);

        await().until(() -> runs.size() >= 2);
    }

    @Test
    void stays_on_the_grid_of_the_first_tick_after_a_slow_run() {
        start(true, () -> new CompletableFuture<Void>().completeOnTimeout(null,
                runs.size() == 1 ? 250 : 0, TimeUnit.MILLISECONDS));

        await().until(() -> runs.size() >= 2);
        assertThat(Duration.between(runs.get(0), runs.get(1))).isBetween(PERIOD.multipliedBy(3).minusMillis(20),
                PERIOD.multipliedBy(3).plusMillis(80));
    }

    @Test
    void goes_on_after_a_run_that_failed() {
        start(true, () -> CompletableFuture.failedFuture(new IllegalStateException("failed")));

        await().until(() -> runs.size() >= 3);
    }

    @Test
    void runs_no_more_when_stopped() {
        start(true, () -> CompletableFuture.completedFuture(null));
        await().until(() -> runs.size() >= 2);

        ticks.stop();

        var ran = runs.size();
        await().during(PERIOD.multipliedBy(3)).until(() -> runs.size() <= ran + 1);
        var after = runs.size();
        await().during(PERIOD.multipliedBy(2)).until(() -> runs.size() == after);
    }

    private void start(boolean eager, Supplier<CompletionStage<?>> task) {
        ticks = new Ticks(() -> {
            runs.add(Instant.now());
            return task.get();
        }, tick -> tick.plus(PERIOD), eager, new TickClock(threads));
        ticks.start();
    }
}
