package io.multilith.tck;

import java.time.Duration;

/** How long the suites wait; slower machines set {@code multilith.tck.timeout.multiplier}. */
final class Timeouts {
    private static final String MULTIPLIER_KEY = "multilith.tck.timeout.multiplier";

    private Timeouts() {}

    static Duration of(Duration usual) {
        return usual.multipliedBy(Math.max(1, Integer.getInteger(MULTIPLIER_KEY, 1)));
    }
}
