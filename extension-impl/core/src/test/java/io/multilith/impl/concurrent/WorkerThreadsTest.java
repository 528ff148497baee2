package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.config.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkerThreadsTest {
    private static final int PATIENCE_SECONDS = 20;

    private final WorkerThreads threads = new WorkerThreads(new Settings());

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void runs_every_task_once() throws InterruptedException {
        var count = 50_000;
        var done = new CountDownLatch(count);
        var runs = new AtomicInteger();

        for (var i = 0; i < count; i++) {
            threads.execute(() -> {
                runs.incrementAndGet();
                done.countDown();
            });
        }

        assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(count);
    }

    @Test
    void runs_a_task_while_those_before_it_block() throws InterruptedException {
        var together = 32;
        var begun = new CountDownLatch(together);

        for (var i = 0; i < together; i++) {
            threads.execute(() -> {
                begun.countDown();
                awaitUninterruptibly(begun);
            });
        }

        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void makes_up_for_threads_that_wait_for_other_tasks() {
        var deeperThanThePool = 100;

        var result = nested(deeperThanThePool);

        assertThat(result).succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS)).isEqualTo(deeperThanThePool);
    }

    @Test
    void goes_on_after_a_task_that_throws() throws InterruptedException {
        var done = new CountDownLatch(2);

        for (var i = 0; i < 2; i++) {
            threads.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            threads.execute(done::countDown);
        }

        assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refuses_tasks_when_stopped() {
        threads.stop();

        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private CompletableFuture<Integer> nested(int depth) {
        return depth == 0
                ? CompletableFuture.completedFuture(0)
                : CompletableFuture.supplyAsync(() -> nested(depth - 1).join() + 1, threads);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
