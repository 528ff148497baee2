package io.multilith.backend.jpa;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/**
 * What all of this backend shares: the transactions, so that each has one unit of changes and events, and whose turn it is to make
 * tables. Thread-safe.
 */
@ApplicationScoped
class JpaUnits {
    private final Lock making = new ReentrantLock();
    private final Transactions transactions;

    /** For the client proxy only. */
    JpaUnits() {
        transactions = null;
    }

    @Inject
    JpaUnits(Instance<UserTransaction> own, Instance<TransactionSynchronizationRegistry> registry) {
        transactions = new Transactions(own, registry);
    }

    Lock making() {
        return making;
    }

    Transactions transactions() {
        return transactions;
    }
}
