package io.multilith.impl.delivery;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.delivery.RetryRule;

import static org.assertj.core.api.Assertions.assertThat;

class RetryRuleTest {
    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "6, PT32S", "7, PT1M", "8, PT1M", "100, PT1M", "2147483647, PT1M"})
    void doubles_up_to_a_minute(int attempt, Duration delay) {
        var rule = new RetryRule(5, Duration.ofSeconds(1));

        assertThat(rule.delayAfter(attempt)).isEqualTo(delay);
    }

    @Test
    void never_rests_longer_than_a_minute() {
        var rule = new RetryRule(5, Duration.ofDays(1));

        assertThat(rule.delayAfter(1)).isEqualTo(Duration.ofMinutes(1));
    }
}
