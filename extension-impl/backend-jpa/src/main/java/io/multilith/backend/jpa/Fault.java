package io.multilith.backend.jpa;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import javax.naming.NamingException;

import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;

import io.multilith.backend.jpa.Transactions.NotCommittedException;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** What a failure of the database means for the caller. */
enum Fault {
    /** It cannot be reached. */
    AWAY(ErrorName.UNAVAILABLE, "backend-unavailable", "The database of the collection cannot be reached."),
    /** Another transaction stood in the way; the same again may do. */
    CONTENDED(ErrorName.CONFLICT, "contended", "Other changes stood in the way of this one."),
    /** A value is there already that may be there once only. */
    DUPLICATE(ErrorName.CONFLICT, "not-unique", "Another record has a value already that only one may have."),
    /** A key leads to a row that is not there, or would not be any more. */
    REFERENCED(ErrorName.CONFLICT, "reference-broken", "The record and others would no longer fit each other."),
    /** A column cannot have the value. */
    UNFIT(ErrorName.UNPROCESSABLE, "invalid-record", "The record has a value that the database cannot keep."),
    /** None of the database's, or not to be helped. */
    OTHER(ErrorName.GENERAL_ERROR, "", "");

    /** Of PostgreSQL's classes and of H2's own. */
    private static final List<String> AWAY_STATES = List.of("08", "53", "57", "58", "90067", "90098", "90121", "90020",
            "90013", "90146", "90028", "90031");
    private static final Set<String> CONTENDED_STATES = Set.of("HYT00", "55P03", "90131");
    private static final Set<String> DUPLICATE_STATES = Set.of("23505", "42P07", "42710", "42S01");
    private static final Set<String> REFERENCED_STATES = Set.of("23503", "23506", "23001");

    private final ErrorName name;
    private final String kind;
    private final String detail;

    Fault(ErrorName name, String kind, String detail) {
        this.name = name;
        this.kind = kind;
        this.detail = detail;
    }

    static Fault of(Throwable failure) {
        return chain(failure).map(Fault::one).filter(fault -> fault != OTHER).findFirst()
                .orElseGet(() -> chain(failure).anyMatch(NotCommittedException.class::isInstance) ? AWAY : OTHER);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause).limit(50)
                .flatMap(one -> Stream.concat(Stream.of(one), Stream.of(one.getSuppressed())))
                .flatMap(one -> one instanceof SQLException several
                        ? Stream.iterate(several, next -> next != null, SQLException::getNextException)
                        : Stream.of(one));
    }

    private static Fault one(Throwable failure) {
        if (failure instanceof OptimisticLockException) {
            return CONTENDED;
        }
        if (failure instanceof ConstraintViolationException
                || failure.getClass().getSimpleName().equals("PropertyValueException")) { // Hibernate looks itself
            return UNFIT;
        }
        if (failure instanceof NamingException) { // Payara binds persistence units after it has started the application
            return AWAY;
        }
        return failure instanceof SQLException refused ? ofSql(refused) : OTHER;
    }

    private static Fault ofSql(SQLException refused) {
        var state = refused.getSQLState();
        if (state == null || refused instanceof SQLTransientConnectionException
                || refused instanceof SQLNonTransientConnectionException || refused instanceof SQLRecoverableException
                || AWAY_STATES.stream().anyMatch(state::startsWith)) { // a pool has no states
            return AWAY;
        }
        if (state.startsWith("40") || CONTENDED_STATES.contains(state)) {
            return CONTENDED;
        }
        if (DUPLICATE_STATES.contains(state)) {
            return isOfAHead(refused) ? CONTENDED : DUPLICATE;
        }
        if (REFERENCED_STATES.contains(state)) {
            return REFERENCED;
        }
        return state.startsWith("22") || state.startsWith("23") ? UNFIT : OTHER;
    }

    /** Two that begin the log of a collection at one time: H2 has no insertion that does nothing then. */
    private static boolean isOfAHead(SQLException refused) {
        return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("multilith_head");
    }

    /** What the caller is told: nothing of SQL, and the cause for the log. */
    RuntimeException problem(RuntimeException cause) {
        return this == OTHER ? cause : new ProblemException(ProblemDetail.of(name, kind, detail), cause);
    }
}
