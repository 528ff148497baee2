package io.multilith.tck.liberty;

import java.time.Duration;

/** How long the tests wait, longer on a slow machine. */
final class Patience {
    private static final long MULTIPLIER = Long.getLong("multilith.tck.timeout.multiplier", 1);

    /** For what is bound to come. */
    static final Duration TIMEOUT = of(Duration.ofSeconds(20));

    /** For a server to start or stop. */
    static final Duration START = of(Duration.ofMinutes(2));

    private Patience() {}

    static Duration of(Duration usual) {
        return usual.multipliedBy(MULTIPLIER);
    }
}
