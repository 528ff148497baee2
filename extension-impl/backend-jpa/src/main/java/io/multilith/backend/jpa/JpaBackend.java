package io.multilith.backend.jpa;

import java.util.concurrent.locks.Lock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.eclipse.microprofile.config.ConfigProvider;

import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/**
 * Keeps records as entities of the application, in its transactions. Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
@Backend(JpaBackend.NAME)
public class JpaBackend implements ResourceBackend {
    static final String NAME = "jpa";

    private final Instance<EntityManager> entities;
    private final Transactions transactions;
    private final Lock making;

    /** For the client proxy only. */
    protected JpaBackend() {
        entities = null;
        transactions = null;
        making = null;
    }

    /**
     * Takes what the application produces and the server has.
     *
     * @param entities
     *     the entity managers that the application produces
     * @param units
     *     the server's transactions
     */
    @Inject
    public JpaBackend(@Any Instance<EntityManager> entities, JpaUnits units) {
        this.entities = entities;
        this.transactions = units.transactions();
        this.making = units.making();
    }

    @Override
    public CollectionStore open(CollectionDefinition definition) {
        var shape = EntityShape.of(definition);
        if (entities.isUnsatisfied()) {
            throw MESSAGES.noEntityManager(definition.name());
        }
        var settings = JpaSettings.from(ConfigProvider.getConfig());
        var sessions = new Sessions(new EntityManagers(entities, shape.type()), transactions,
                new Tables(settings.createTables(), making), new Heads(definition.name()));
        return new JpaStore(definition, shape, sessions, transactions);
    }
}
