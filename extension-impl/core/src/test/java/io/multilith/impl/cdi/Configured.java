package io.multilith.impl.cdi;

import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Makes some keys the whole configuration while the tests of a class run. */
public final class Configured implements BeforeAllCallback, AfterAllCallback {
    private final Map<String, String> keys;

    private Configured(Map<String, String> keys) {
        this.keys = Map.copyOf(keys);
    }

    public static Configured with(Map<String, String> keys) {
        return new Configured(keys);
    }

    public static Configured withNothing() {
        return with(Map.of());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        register(keys);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        release();
    }

    /** For a test that boots by itself; to be followed by {@link #release}. */
    public static void register(Map<String, String> keys) {
        release();
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
    }

    public static void release() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
