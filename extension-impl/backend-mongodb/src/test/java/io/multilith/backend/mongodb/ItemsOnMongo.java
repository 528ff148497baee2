package io.multilith.backend.mongodb;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.tck.Item;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** An application with the collection of the contract, kept in MongoDB by its configuration. */
final class ItemsOnMongo implements AutoCloseable {
    private final MongoServerOnPort server = MongoServerOnPort.started();
    private final SeContainer application;

    /** Says nothing of a backend. */
    @ResourceCollection("item")
    public static class Items implements ResourceModel<Item> {}

    ItemsOnMongo() {
        forget();
        var keys = Map.of("multilith.item.backend", "mongodb", MongoSettings.URL_KEY,
                "mongodb://127.0.0.1:" + server.port() + "/shop");
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
        application = SeContainerInitializer.newInstance().addBeanClasses(Items.class).initialize();
    }

    <T> T bean(Class<T> type) {
        return application.select(type).get();
    }

    @Override
    public void close() {
        application.close();
        server.close();
        forget();
    }

    private static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
