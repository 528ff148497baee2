package io.multilith.backend.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What a server injects for {@code @PersistenceContext}: for each transaction an entity manager of its own. */
final class TransactionalEntities {
    private final EntityManagerFactory factory;
    private final TransactionSynchronizationRegistry registry;

    private TransactionalEntities(EntityManagerFactory factory, TransactionSynchronizationRegistry registry) {
        this.factory = factory;
        this.registry = registry;
    }

    static EntityManager of(EntityManagerFactory factory, TransactionSynchronizationRegistry registry) {
        var entities = new TransactionalEntities(factory, registry);
        return (EntityManager) Proxy.newProxyInstance(EntityManager.class.getClassLoader(),
                new Class<?>[]{EntityManager.class}, (proxy, method, arguments) -> entities.invoke(method, arguments));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(current(), arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private EntityManager current() {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("no transaction");
        }
        var known = (EntityManager) registry.getResource(this);
        if (known != null) {
            return known;
        }
        var made = factory.createEntityManager();
        made.joinTransaction();
        registry.putResource(this, made);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // It is closed after.
            }

            @Override
            public void afterCompletion(int status) {
                made.close();
            }
        });
        return made;
    }
}
