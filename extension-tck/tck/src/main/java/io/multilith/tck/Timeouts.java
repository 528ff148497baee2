package io.multilith.tck;

import java.time.Duration;

/**
 * How long the suites wait, and what they take for in time: {@code multilith.tck.timeout.multiplier} [3] times as long as a quiet
 * machine would need.
 */
final class Timeouts {
    private static final String MULTIPLIER_KEY = "multilith.tck.timeout.multiplier";

    private Timeouts() {}

    static Duration of(Duration usual) {
        return usual.multipliedBy(Math.max(1, Integer.getInteger(MULTIPLIER_KEY, 3)));
    }
}
