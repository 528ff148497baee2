package io.multilith.manual;

import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Makes some keys the whole configuration, to be followed by {@link #forget}. */
public final class Keys {
    private Keys() {}

    public static void set(Map<String, String> keys) {
        forget();
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
    }

    public static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
