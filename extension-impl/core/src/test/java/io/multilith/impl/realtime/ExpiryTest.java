package io.multilith.impl.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;

import static org.awaitility.Awaitility.await;

class ExpiryTest {
    private final AtomicInteger ends = new AtomicInteger();
    private final WorkerThreads threads = new WorkerThreads(new Settings());
    private final Expiry expiry = new Expiry(threads, ends::incrementAndGet);

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void ends_a_socket_at_the_last_time_that_was_said() {
        expiry.at(Optional.of(Instant.MAX));
        expiry.at(Optional.of(Instant.now().plusMillis(50)));

        await().until(() -> ends.get() == 1);
    }

    @Test
    void waits_for_nothing_after_the_end_of_the_socket() {
        expiry.cancel();

        expiry.at(Optional.of(Instant.now().plusMillis(50)));

        await().during(Duration.ofMillis(500)).until(() -> ends.get() == 0);
    }
}
