package io.multilith.impl.timer;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CronScheduleTest {
    private static final ZonedDateTime NOW = at("2026-11-23T01:06:41.5");

    @ParameterizedTest
    @CsvSource({"0 3 * * *, 2026-11-23T01:06:41, 2026-11-23T03:00", "0 3 * * *, 2026-11-23T02:59:59, 2026-11-23T03:00",
            "0 3 * * *, 2026-11-23T03:00, 2026-11-24T03:00", "0 3 * * *, 2026-11-23T04:00, 2026-11-24T03:00",
            "30 22 * * *, 2026-11-23T00:00, 2026-11-23T22:30", "*/15 9-17 * * *, 2026-11-23T01:06, 2026-11-23T09:00",
            "*/15 9-17 * * *, 2026-11-23T09:00, 2026-11-23T09:15", "* * * * * *, 2026-11-23T01:06, 2026-11-23T01:06:01",
            "0 3 1 * *, 2026-11-23T01:06, 2026-12-01T03:00", "0 3 * * MON, 2026-11-23T01:06, 2026-11-23T03:00"})
    void tells_the_tick_after_a_time(String expression, LocalDateTime from, LocalDateTime tick) {
        assertThat(new CronSchedule(expression, NOW).apply(at(from.toString()))).isEqualTo(at(tick.toString()));
    }

    @Test
    void refuses_what_never_fits() {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> new CronSchedule("0 0 30 2 *", NOW));
    }

    @Test
    void refuses_what_is_no_expression() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CronSchedule("at tea time", NOW));
    }

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.systemDefault());
    }
}
