package io.multilith.impl.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The identities that were handled with success, for a while and up to a number. Thread-safe. */
final class HandledIds {
    private final Map<String, Instant> forgottenAt = new LinkedHashMap<>();
    private final Duration time;
    private final int limit;
    private final Clock clock;

    HandledIds(Duration time, int limit, Clock clock) {
        this.time = time;
        this.limit = limit;
        this.clock = clock;
    }

    synchronized void add(String identity) {
        forgottenAt.remove(identity);
        forgottenAt.put(identity, clock.instant().plus(time));
        forget();
    }

    synchronized boolean contains(String identity) {
        forget();
        return forgottenAt.containsKey(identity);
    }

    /** The oldest come first. */
    private void forget() {
        var now = clock.instant();
        var entries = forgottenAt.values().iterator();
        while (entries.hasNext()) {
            var isOver = !entries.next().isAfter(now);
            if (!isOver && forgottenAt.size() <= limit) {
                return;
            }
            entries.remove();
        }
    }
}
