package io.multilith.backend.jpa;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.StaleWriteException;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/** Runs calls in the caller's transaction, or each in one of its own, several times if need be. Thread-safe. */
final class Sessions {
    /** Faults after which it may do what it did not, where nothing that was asked for is a reason. */
    static final Set<Fault> PASSING = Set.of(Fault.CONTENDED, Fault.DUPLICATE);

    private static final int MAX_TRIES = 20;

    private final AtomicReference<Database> database = new AtomicReference<>();
    private final Supplier<EntityManager> entities;
    private final Transactions transactions;
    private final Tables tables;
    private final Heads heads;

    /** What is done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws StaleWriteException;
    }

    Sessions(Supplier<EntityManager> entities, Transactions transactions, Tables tables, Heads heads) {
        this.entities = entities;
        this.transactions = transactions;
        this.tables = tables;
        this.heads = heads;
    }

    boolean isJoining() {
        return transactions.isActive();
    }

    /** Reads as of one moment, where the database can. */
    <T> T read(Work<T> work) throws StaleWriteException {
        return run(session -> work.run(session.reading()), PASSING);
    }

    /**
     * Writes, or reads what must be the latest.
     *
     * @param passing
     *            after which faults it is tried again
     */
    <T> T write(Work<T> work, Set<Fault> passing) throws StaleWriteException {
        return run(session -> work.run(session.pinned()), passing);
    }

    /**
     * Works without a statement ahead and, in the caller's transaction, without a look at its entities.
     *
     * @param passing
     *            after which faults it is tried again
     */
    <T> T within(Work<T> work, Set<Fault> passing) throws StaleWriteException {
        return run(work, passing);
    }

    private <T> T run(Work<T> work, Set<Fault> passing) throws StaleWriteException {
        if (transactions.isActive()) {
            return join(work);
        }
        if (database.get() == null) {
            database.set(repeat(() -> prepare(true), PASSING)); // when others can see what it made
        }
        return repeat(() -> work.run(session(true)), passing);
    }

    private <T> T repeat(Transactions.Work<T> work, Set<Fault> passing) throws StaleWriteException {
        for (var tries = 1;; tries++) {
            try {
                return transactions.run(work);
            } catch (RuntimeException failed) {
                if (tries == MAX_TRIES || !passing.contains(Fault.of(failed))) {
                    throw failed;
                }
            }
        }
    }

    private <T> T join(Work<T> work) throws StaleWriteException {
        try {
            if (database.get() == null) {
                database.set(prepare(false));
            }
            return work.run(session(false));
        } catch (RuntimeException failed) {
            if (Fault.of(failed) != Fault.OTHER) {
                transactions.doom();
            }
            throw failed;
        }
    }

    private Database prepare(boolean isOwn) {
        var found = Tables.database(entities.get());
        var session = new Session(entities.get(), found, isOwn, false, Optional.empty());
        tables.ensure(session);
        if (isOwn) {
            begin(session);
        }
        heads.read(session);
        return found;
    }

    private static void begin(Session session) {
        try {
            session.pinned();
        } catch (PersistenceException refused) {
            if (Fault.of(refused) == Fault.OTHER) {
                throw new ProblemException(ProblemDetail.of(ErrorName.UNAVAILABLE, "backend-unavailable",
                        MESSAGES.noAdministrator()), refused);
            }
            throw refused;
        }
    }

    private Session session(boolean isOwn) {
        return new Session(entities.get(), database.get(), isOwn, false,
                isOwn ? Optional.empty() : transactions.unit());
    }
}
