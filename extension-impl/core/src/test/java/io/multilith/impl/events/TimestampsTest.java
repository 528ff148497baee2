package io.multilith.impl.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimestampsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T17:15:01Z", "2026-11-22T17:15:01.5Z", "2026-11-22T17:15:01.123Z",
            "2026-11-22T17:15:01.123456Z", "2026-11-22T17:15:01.123456789Z", "0000-01-01T00:00:00Z",
            "2024-02-29T23:59:59.000000001Z", "2026-11-22T17:15:01+01:00", "2026-11-22T17:15:01.25-05:30",
            "2026-11-22T17:15Z"})
    void reads_what_the_platform_reads_in_the_same_way(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1_700_000_000_123L, 253_402_300_799_999L})
    void reads_what_an_instant_says(long millis) {
        var instant = Instant.ofEpochMilli(millis).plusNanos(7);

        assertThat(Timestamps.parse(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "yesterday", "2026-11-22", "2026-11-22T17:15:01", "2026-13-22T17:15:01Z",
            "2026-02-29T17:15:01Z", "2026-11-22T24:15:01Z", "2026-11-22T17:60:01Z", "2026-11-22T17:15:61Z",
            "2026-11-22T17:15:01.1234567890Z", "2026-11-22T17:15:01,5Z",
            "2026-11-22T17:15:0\u0661Z", "+026-11-22T17:15:01Z", "2026-11-22T17:15:01.12x4Z"})
    void refuses_what_is_no_timestamp(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
