package io.multilith.filedrop;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Applications in plain Weld that find Multilith and the kind as any would: as jars on the class path. */
final class Applications {
    private Applications() {}

    static SeContainer of(Class<?> service) {
        return SeContainerInitializer.newInstance().addBeanClasses(service).initialize();
    }

    static void configure(Map<String, String> keys) {
        forget();
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
    }

    static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
