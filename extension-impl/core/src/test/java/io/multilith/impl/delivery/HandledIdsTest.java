package io.multilith.impl.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandledIdsTest {
    private final ManualClock clock = new ManualClock();
    private final HandledIds ids = new HandledIds(Duration.ofMinutes(1), 2, clock);

    @Test
    void knows_what_it_was_told() {
        ids.add("a");

        assertThat(ids.contains("a")).isTrue();
        assertThat(ids.contains("b")).isFalse();
    }

    @Test
    void forgets_the_oldest_beyond_its_limit() {
        ids.add("a");
        ids.add("b");
        ids.add("a");
        ids.add("c");

        assertThat(ids.contains("a")).isTrue();
        assertThat(ids.contains("b")).isFalse();
        assertThat(ids.contains("c")).isTrue();
    }

    @Test
    void forgets_after_its_time() {
        ids.add("a");
        clock.now = clock.now.plusSeconds(59);
        ids.add("b");

        assertThat(ids.contains("a")).isTrue();
        clock.now = clock.now.plusSeconds(1);
        assertThat(ids.contains("a")).isFalse();
        assertThat(ids.contains("b")).isTrue();
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
