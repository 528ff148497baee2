package io.multilith.backend.jpa;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;

/** An application that works on books, of which several share a database. */
final class BookNode implements AutoCloseable {
    private static final String DATABASE_KEY = "test.database";

    private final SeContainer application;

    @ResourceCollection("book")
    public static class Books implements ResourceModel<Book> {}

    /** What a server has. Narayana brings some of it, too. */
    @ApplicationScoped
    @Alternative
    @Priority(1)
    public static class Platform {
        private final Application platform = Application.start("eclipselink",
                new TestDatabase(ConfigProvider.getConfig().getValue(DATABASE_KEY, String.class)));

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

    /** Gives each book without pages one. */
    @ServiceEntrypoint("printer")
    public static class Printer {
        private final List<String> printed = new CopyOnWriteArrayList<>();

        @Inject
        @Collection("book")
        ResourceClient<Book> books;

        @OnResource(collection = "book", where = "pages=0", sweep = "PT1S")
        void print(Book book) {
            printed.add(book.getId());
            books.patch(book.getId(), Map.of("pages", 1));
        }

        List<String> printed() {
            return printed;
        }
    }

    /**
     * Boots it.
     *
     * @param services
     *            that work on the books
     */
    BookNode(TestDatabase database, Class<?>... services) {
        forget();
        var keys = Map.of("multilith.book.backend", "jpa", DATABASE_KEY, database.url(), "multilith.worker.lease",
                "PT3S");
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
        application = SeContainerInitializer.newInstance().addBeanClasses(Books.class, Platform.class)
                .addBeanClasses(services).initialize();
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
