package io.multilith.impl.subscription;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.messaging.LocalBus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChangeHintsTest {
    private final WorkerThreads threads = new WorkerThreads(new Settings());
    private final LocalBus bus = new LocalBus(threads);
    private final ChangeHints here = new ChangeHints("power", bus, threads);
    private final ChangeHints there = new ChangeHints("power", bus, threads);
    private final AtomicInteger heardHere = new AtomicInteger();
    private final AtomicInteger heardThere = new AtomicInteger();

    @BeforeEach
    void listen() {
        bus.startAlone();
        here.listen(heardHere::incrementAndGet);
        there.listen(heardThere::incrementAndGet);
    }

    @AfterEach
    void stop() {
        here.stop();
        there.stop();
        threads.stop();
    }

    @Test
    void tells_the_others_and_not_itself() {
        here.grown();
        await().untilAtomic(heardThere, value -> assertThat(value).isEqualTo(1));

        there.grown();

        await().untilAtomic(heardHere, value -> assertThat(value).isEqualTo(1));
        assertThat(heardThere).hasValue(1);
    }

    @Test
    void tells_once_more_of_all_that_came_meanwhile() {
        for (var i = 0; i < 1_000; i++) {
            here.grown();
        }

        await().untilAtomic(heardThere, value -> assertThat(value).isGreaterThanOrEqualTo(2));
        assertThat(heardThere).hasValueLessThan(1_000);
    }

    @Test
    void is_silent_when_it_has_stopped() {
        var heard = new AtomicInteger();
        var third = new ChangeHints("power", bus, threads);
        third.listen(heard::incrementAndGet);
        there.stop();

        there.grown();
        here.grown();

        await().untilAtomic(heard, value -> assertThat(value).isEqualTo(1));
        assertThat(heardThere).hasValue(0);
        assertThat(heardHere).hasValue(0);
        third.stop();
    }
}
