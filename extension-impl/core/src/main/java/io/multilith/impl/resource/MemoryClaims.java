package io.multilith.impl.resource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names that are taken for a time. */
final class MemoryClaims {
    private static final int SWEEP = 1_000;

    private final Map<String, Claim> claims = new HashMap<>();
    private int untilSweep = SWEEP;

    private record Claim(String value, long endNanos) {
        boolean isOver() {
            return endNanos - System.nanoTime() <= 0;
        }
    }

    synchronized Optional<String> claim(String name, String value, Duration time) {
        sweep();
        var present = claims.get(name);
        if (present != null && !present.isOver()) {
            return Optional.of(present.value());
        }
        claims.put(name, new Claim(value, System.nanoTime() + time.toNanos()));
        return Optional.empty();
    }

    synchronized boolean renew(String name, String expected, String value, Duration time) {
        var present = claims.get(name);
        if (present == null || present.isOver() || !present.value().equals(expected)) {
            return false;
        }
        claims.put(name, new Claim(value, System.nanoTime() + time.toNanos()));
        return true;
    }

    /** Now and then, so that it costs little per claim. */
    private void sweep() {
        if (--untilSweep <= 0) {
            claims.values().removeIf(Claim::isOver);
            untilSweep = Math.max(SWEEP, claims.size());
        }
    }
}
