package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingFramesTest {
    private final WaitingFrames frames = new WaitingFrames(new SendLimits(256, 1 << 20, Duration.ofHours(1)));

    @Test
    void has_too_much_at_once_of_what_is_hardly_anything() {
        IntStream.range(0, 40_000).forEach(i -> frames.add("{}"));

        assertThat(frames.isTooSlow()).isTrue();
    }

    @Test
    void waits_with_the_change_of_a_thousand_records_at_once() {
        IntStream.range(0, 1_000).forEach(i -> frames.add("x".repeat(1_000)));

        assertThat(frames.isTooSlow()).isFalse();
    }

    @Test
    void has_no_room_for_answers_without_end() {
        IntStream.range(0, 10_000).forEach(i -> frames.addAnswer("{}"));

        assertThat(frames.hasRoom()).isFalse();
    }

    @Test
    void has_room_again_when_all_was_taken() {
        IntStream.range(0, 10_000).forEach(i -> frames.addAnswer("{}"));
        while (frames.poll().isPresent()) {
            assertThat(frames.isTooSlow()).isFalse();
        }

        assertThat(frames.hasRoom()).isTrue();
    }
}
