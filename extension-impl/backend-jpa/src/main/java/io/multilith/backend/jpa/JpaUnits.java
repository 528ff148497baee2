package io.multilith.backend.jpa;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** The transactions that all of this backend shares, so that each has one unit of changes and events. Thread-safe. */
@Singleton
class JpaUnits {
    private final Transactions transactions;

    @Inject
    JpaUnits(Instance<UserTransaction> own, Instance<TransactionSynchronizationRegistry> registry) {
        transactions = new Transactions(own, registry);
    }

    Transactions transactions() {
        return transactions;
    }
}
