package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatingTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Settings settings = new Settings();
    private final WorkerThreads threads = new WorkerThreads(settings);

    @AfterEach
    void stop() {
        gate.countDown();
        threads.stop();
    }

    @Test
    void goes_on_while_methods_block_their_threads() throws InterruptedException {
        for (var i = 0; i < settings.get(Setting.WORKER_THREADS); i++) {
            threads.execute(this::block);
        }
        var renewed = new CountDownLatch(2);

        var repeating = Repeating.later(threads, Duration.ofMillis(10), renewed::countDown);

        assertThat(renewed.await(10, TimeUnit.SECONDS)).isTrue();
        repeating.end();
    }

    @Test
    void keeps_no_call_from_its_deadline_when_it_blocks() {
        for (var i = 0; i < settings.get(Setting.WORKER_THREADS); i++) {
            Repeating.later(threads, Duration.ofMillis(1), this::block);
        }

        assertThat(threads.after(Duration.ofMillis(50))).succeedsWithin(Duration.ofSeconds(10));
    }

    private void block() {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
