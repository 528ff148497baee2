package io.multilith.backend.jpa;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

import org.jboss.weld.environment.se.ContainerLifecycleObserver;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.multilith.events.EventOutbox;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;

/** An application with entities on a database: a container with the backend, a transaction manager, a pool, a provider. */
final class Application implements AutoCloseable {
    static final TransactionManager TRANSACTIONS = com.arjuna.ats.jta.TransactionManager.transactionManager();

    private static final int HISTORY = 10_000;

    private final TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();
    private final AtomicInteger grown = new AtomicInteger();
    private final AgroalDataSource source;
    private final EntityManagerFactory factory;
    private final EntityManager entities;
    private final WeldContainer container;

    private Application(String unit, String url, String user, boolean hasEntities) {
        try {
            source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(40).acquisitionTimeout(Duration.ofSeconds(20))
                            .transactionIntegration(new NarayanaTransactionIntegration(TRANSACTIONS, registry))
                            .connectionFactoryConfiguration(connection -> connection.jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(TestDatabase.PASSWORD)))));
        } catch (SQLException unusable) {
            throw new IllegalStateException(unusable);
        }
        factory = Persistence.createEntityManagerFactory(unit, Map.of("jakarta.persistence.jtaDataSource", source));
        entities = TransactionalEntities.of(factory, registry);
        container = new Weld().disableDiscovery().addBeanClasses(JpaBackend.class, JpaOutbox.class, JpaUnits.class)
                .addContainerLifecycleObserver(ContainerLifecycleObserver.afterBeanDiscovery(event -> {
                    if (hasEntities) {
                        event.addBean().types(EntityManager.class).scope(ApplicationScoped.class)
                                .createWith(context -> entities);
                    }
                    event.addBean().types(UserTransaction.class)
                            .createWith(context -> com.arjuna.ats.jta.UserTransaction.userTransaction());
                    event.addBean().types(TransactionSynchronizationRegistry.class).createWith(context -> registry);
                })).initialize();
    }

    /** The database may be away. */
    static Application start(String unit, TestDatabase database) {
        return startAs(TestDatabase.USER, unit, database);
    }

    static Application startAs(String user, String unit, TestDatabase database) {
        return new Application(unit, database.url(), user, true);
    }

    /** Nothing is produced. */
    static Application withoutEntities() {
        return new Application("eclipselink", TestDatabase.h2().url(), TestDatabase.USER, false);
    }

    ResourceBackend backend() {
        return container.select(ResourceBackend.class).get();
    }

    CollectionStore open(String collection, Class<?> type) {
        return open(collection, type, HISTORY);
    }

    CollectionStore open(String collection, Class<?> type, int history) {
        return backend()
                .open(new CollectionDefinition(collection, type, Set.of(), history, grown::incrementAndGet));
    }

    EventOutbox outbox() {
        return container.select(EventOutbox.class).get();
    }

    EntityManager entities() {
        return entities;
    }

    /** How often a store said that its log has grown otherwise than by what a call returned. */
    int grown() {
        return grown.get();
    }

    AgroalDataSource source() {
        return source;
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Runs a transaction of the application. */
    static void transact(Work work) throws Exception {
        TRANSACTIONS.begin();
        var isDone = false;
        try {
            work.run();
            isDone = true;
        } finally {
            if (isDone) {
                TRANSACTIONS.commit();
            } else {
                TRANSACTIONS.rollback();
            }
        }
    }

    @Override
    public void close() {
        container.close();
        factory.close();
        source.close();
    }
}
