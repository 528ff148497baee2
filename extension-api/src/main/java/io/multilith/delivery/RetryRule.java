package io.multilith.delivery;

import java.time.Duration;

/**
 * How often a method is tried, and how long it rests in between. Immutable.
 *
 * @param attempts
 *     in all, at least 1
 * @param firstDelay
 *     the pause before the second attempt
 * @since 0.1
 */
public record RetryRule(int attempts, Duration firstDelay) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public RetryRule {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts);
        }
    }

    /**
     * The pause after an attempt that failed.
     *
     * @param attempt
     *     counted from 1
     * @return doubling, at most a minute
     */
    public Duration delayAfter(int attempt) {
        var doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
