package io.multilith.impl.messaging;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.SelectStrategy;

import static org.assertj.core.api.Assertions.assertThat;

class BriefSpinTest {
    private final BriefSpin spin = new BriefSpin();

    @Test
    void goes_on_while_there_is_something_to_do() throws Exception {
        assertThat(spin.calculateStrategy(() -> 3, false)).isEqualTo(3);
        assertThat(spin.calculateStrategy(() -> 0, true)).isZero();
    }

    @Test
    void lets_the_thread_sleep_only_after_a_moment_without_anything_to_do() throws Exception {
        var begin = System.nanoTime();

        while (spin.calculateStrategy(() -> 0, false) == SelectStrategy.CONTINUE) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }

        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MICROSECONDS.toNanos(100));
    }

    @Test
    void looks_again_after_each_sleep() throws Exception {
        var strategies = 0;
        for (var sleeps = 0; sleeps < 3; sleeps++) {
            while (spin.calculateStrategy(() -> 0, false) != SelectStrategy.SELECT) {
                strategies++;
            }
        }

        assertThat(strategies).isGreaterThanOrEqualTo(3);
    }
}
