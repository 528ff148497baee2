package io.multilith.backend.jpa;

import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;

/** An application with the collection of the contract, kept as entities by its configuration. */
final class ItemsOnJpa implements AutoCloseable {
    private final SeContainer application;

    /** Says nothing of a backend. */
    @ResourceCollection("item")
    public static class Items implements ResourceModel<ItemRow> {}

    /** What a server has. Narayana brings some of it, too. */
    @ApplicationScoped
    @Alternative
    @Priority(1)
    public static class Platform {
        private final Application platform = Application.start("eclipselink", TestDatabase.h2());

        @Produces
        @ApplicationScoped
        EntityManager entities() {
            return platform.entities();
        }

        @Produces
        UserTransaction transaction() {
            return com.arjuna.ats.jta.UserTransaction.userTransaction();
        }

        @Produces
        TransactionSynchronizationRegistry registry() {
            return new TransactionSynchronizationRegistryImple();
        }

        @PreDestroy
        void close() {
            platform.close();
        }
    }

    ItemsOnJpa() {
        forget();
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(Map.of("multilith.item.backend", "jpa"), "test", 100))
                        .build(),
                Thread.currentThread().getContextClassLoader());
        application = SeContainerInitializer.newInstance().addBeanClasses(Items.class, Platform.class).initialize();
    }

    <T> T bean(Class<T> type) {
        return application.select(type).get();
    }

    @Override
    public void close() {
        application.close();
        forget();
    }

    private static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
