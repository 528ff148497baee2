package io.multilith.backend.jpa;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that are taken for a time, by the clock of the database. Thread-safe. */
final class Claims {
    private static final int SWEEP = 1_000;

    private final AtomicInteger untilSweep = new AtomicInteger(SWEEP);
    private final String collection;

    Claims(String collection) {
        this.collection = collection;
    }

    /** Fails for a duplicate or finds nothing when another is as fast; the same again tells who. */
    Optional<Optional<String>> claim(Session session, String name, String value, Duration time) {
        sweep(session);
        var now = session.database().now();
        if (session.update("UPDATE multilith_claim SET kept = ?1, ends_at_millis = " + now
                + " + ?2 WHERE collection = ?3 AND name = ?4 AND ends_at_millis <= " + now, value, time.toMillis(),
                collection, name) == 1) {
            return Optional.of(Optional.empty());
        }
        var present = session
                .row("SELECT kept FROM multilith_claim WHERE collection = ?1 AND name = ?2", collection, name)
                .map(row -> row.text(0));
        if (present.isPresent()) {
            return Optional.of(present);
        }
        var inserted = session.update(session.database().insert("INSERT INTO multilith_claim (collection, name, kept, "
                + "ends_at_millis) VALUES (?1, ?2, ?3, " + now + " + CAST(?4 AS BIGINT))"), collection, name, value,
                time.toMillis());
        return inserted == 1 ? Optional.of(Optional.empty()) : Optional.empty();
    }

    boolean renew(Session session, String name, String expected, String value, Duration time) {
        var now = session.database().now();
        return session.update("UPDATE multilith_claim SET kept = ?1, ends_at_millis = " + now
                + " + ?2 WHERE collection = ?3 AND name = ?4 AND kept = ?5 AND ends_at_millis > " + now, value,
                time.toMillis(), collection, name, expected) == 1;
    }

    /** Now and then, so that it costs little per claim. */
    private void sweep(Session session) {
        if (untilSweep.decrementAndGet() <= 0) {
            untilSweep.set(SWEEP);
            session.update("DELETE FROM multilith_claim WHERE collection = ?1 AND ends_at_millis <= "
                    + session.database().now(), collection);
        }
    }
}
