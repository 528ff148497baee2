package io.multilith.impl.concurrent;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Recent<String, Integer> recent = new Recent<>(Duration.ofMinutes(2), 3, () -> now);

    @Test
    void keeps_the_first_of_a_key() {
        assertThat(recent.putIfAbsent("a", 1)).isEmpty();
        assertThat(recent.putIfAbsent("a", 2)).contains(1);
    }

    @Test
    void forgets_what_is_older_than_its_life() {
        recent.putIfAbsent("a", 1);
        now = now.plusSeconds(60);
        recent.putIfAbsent("b", 1);
        now = now.plusSeconds(60);

        assertThat(recent.contains("a")).isFalse();
        assertThat(recent.contains("b")).isTrue();
        assertThat(recent.putIfAbsent("a", 2)).isEmpty();
    }

    @Test
    void forgets_the_oldest_when_there_are_too_many() {
        for (var key : new String[]{"a", "b", "c", "d"}) {
            recent.putIfAbsent(key, 1);
        }

        assertThat(recent.contains("a")).isFalse();
        assertThat(recent.contains("b")).isTrue();
        assertThat(recent.contains("d")).isTrue();
    }

    @Test
    void counts_what_is_put_again_as_the_newest() {
        for (var key : new String[]{"a", "b", "c"}) {
            recent.put(key, 1);
        }
        now = now.plusSeconds(60);
        recent.put("a", 2);

        recent.put("d", 1);
        now = now.plusSeconds(60);

        assertThat(recent.contains("b")).isFalse();
        assertThat(recent.contains("c")).isFalse();
        assertThat(recent.putIfAbsent("a", 3)).contains(2);
        assertThat(recent.contains("d")).isTrue();
    }

    @Test
    void forgets_what_is_removed() {
        recent.putIfAbsent("a", 1);

        recent.remove("a");

        assertThat(recent.contains("a")).isFalse();
    }
}
