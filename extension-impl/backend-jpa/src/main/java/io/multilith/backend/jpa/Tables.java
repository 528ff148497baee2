package io.multilith.backend.jpa;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

import jakarta.persistence.EntityManager;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/** Finds or makes the tables that are kept beside the entities. Thread-safe. */
final class Tables {
    private static final List<String> NAMES = List.of("multilith_claim", "multilith_head", "multilith_link",
            "multilith_log", "multilith_outbox", "multilith_version");

    /** Other processes wait here. */
    private static final String UNTIL_COMMIT = "SELECT 1 FROM pg_advisory_xact_lock(hashtext('multilith tables'))";

    private final boolean mayCreate;
    private final Lock making;

    /** With one lock for all of the application. */
    Tables(boolean mayCreate, Lock making) {
        this.mayCreate = mayCreate;
        this.making = making;
    }

    /** Which database it is, by the tables that each alone has. */
    static Database database(EntityManager entities) {
        var has = new Sql(entities)
                .rows("SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_schema) IN "
                        + "('information_schema', 'pg_catalog') AND LOWER(table_name) IN ('pg_database', 'enum_values')")
                .stream()
                .map(row -> row.text(0)).toList();
        if (has.contains("enum_values")) {
            return Database.H2;
        }
        if (has.contains("pg_database")) {
            return Database.POSTGRESQL;
        }
        throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", MESSAGES.unknownDatabase());
    }

    /** In a transaction of the caller's none are made: that would end it. */
    void ensure(Session session) {
        var missing = missing(session);
        if (missing.isPresent() && mayCreate && session.isOwn()) {
            make(session);
            MESSAGES.tablesMade();
        } else if (missing.isPresent()) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable",
                    MESSAGES.tablesMissing(missing.get(), session.database().script()));
        }
    }

    /** Neither database lets two make the same at one time, {@code IF NOT EXISTS} or not; H2 commits each by itself. */
    private void make(Session session) {
        making.lock();
        try {
            if (session.database() == Database.POSTGRESQL) {
                session.rows(UNTIL_COMMIT);
            }
            session.database().statements().forEach(session::update);
        } finally {
            making.unlock();
        }
    }

    private static Optional<String> missing(Session session) {
        var present = session.rows("SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = "
                + session.database().schemas() + " AND LOWER(table_name) LIKE 'multilith!_%' ESCAPE '!'").stream()
                .map(row -> row.text(0)).toList();
        return NAMES.stream().filter(name -> !present.contains(name)).findFirst();
    }
}
