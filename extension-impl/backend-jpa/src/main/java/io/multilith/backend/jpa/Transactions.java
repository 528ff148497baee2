package io.multilith.backend.jpa;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.enterprise.inject.Instance;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.StaleWriteException;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/** The server's transactions: that of the caller, or a short one of our own. Thread-safe. */
final class Transactions {
    private final AtomicReference<UserTransaction> own = new AtomicReference<>();
    private final AtomicReference<TransactionSynchronizationRegistry> registry = new AtomicReference<>();
    private final Instance<UserTransaction> ownBean;
    private final Instance<TransactionSynchronizationRegistry> registryBean;

    /** A transaction of our own was begun and not committed. */
    static final class NotCommittedException extends PersistenceException {
        private static final long serialVersionUID = 1L;

        NotCommittedException(Throwable cause) {
            super("The transaction was not committed.", cause);
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws StaleWriteException;
    }

    Transactions(Instance<UserTransaction> ownBean, Instance<TransactionSynchronizationRegistry> registryBean) {
        this.ownBean = ownBean;
        this.registryBean = registryBean;
    }

    /** Whether the caller has one. */
    boolean isActive() {
        return switch (registry().getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK -> false;
            case Status.STATUS_MARKED_ROLLBACK -> throw new ProblemException(ErrorName.CONFLICT, "rolled-back",
                    "The transaction can only be rolled back.");
            default -> true;
        };
    }

    /** Whether the caller has one that can only be rolled back. */
    boolean isDoomed() {
        return registry().getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    /** What was written in the caller's transaction; absent: nothing. */
    Optional<Unit> unit() {
        return Optional.ofNullable((Unit) registry().getResource(this));
    }

    /** Has what is written in the caller's transaction get its places in the log before its end. */
    Unit beginUnit() {
        return unit().orElseGet(() -> {
            var unit = new Unit();
            registry().putResource(this, unit);
            registry().registerInterposedSynchronization(unit);
            return unit;
        });
    }

    /** Lets the caller's transaction end in a rollback only. */
    void doom() {
        registry().setRollbackOnly();
    }

    /** Runs a transaction of our own. */
    <T> T run(Work<T> work) throws StaleWriteException {
        var transaction = own();
        try {
            transaction.begin();
        } catch (NotSupportedException | SystemException refused) {
            throw new IllegalStateException("No transaction can be begun.", refused);
        }
        var isDone = false;
        try {
            var result = work.run();
            isDone = true;
            return result;
        } finally {
            end(transaction, isDone);
        }
    }

    private static void end(UserTransaction transaction, boolean isDone) {
        try {
            if (isDone) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException failed) {
            if (isDone) {
                throw new NotCommittedException(failed);
            } // else what failed before is on its way
        }
    }

    private UserTransaction own() {
        return known(own, ownBean, UserTransaction.class);
    }

    private TransactionSynchronizationRegistry registry() {
        return known(registry, registryBean, TransactionSynchronizationRegistry.class);
    }

    /** Looked for at first use: a server may not have it while it deploys. */
    private static <T> T known(AtomicReference<T> known, Instance<T> bean, Class<T> type) {
        if (known.get() == null) {
            known.set(bean.isResolvable() ? bean.get() : lookUp(type));
        }
        return known.get();
    }

    @SuppressWarnings("BanJNDI") // the names are constants of the platform
    private static <T> T lookUp(Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup("java:comp/" + type.getSimpleName()));
        } catch (NamingException absent) {
            throw MESSAGES.noTransactions();
        }
    }
}
