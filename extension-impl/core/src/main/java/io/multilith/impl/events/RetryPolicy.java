package io.multilith.impl.events;

import java.time.Duration;

/** How often a handler is tried, and how long it rests in between. */
record RetryPolicy(int attempts, Duration firstDelay) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** The pause after an attempt that failed, counted from 1: doubling, up to a minute. */
    Duration delayAfter(int attempt) {
        var doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
