package io.multilith.broker;

import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A configuration of the given keys and of the sources found on the class path. */
final class Settings {

    private static final int USERS_ORDINAL = 100;

    private Settings() {}

    static Config of(Map<String, String> configured) {
        return new SmallRyeConfigBuilder().addDiscoveredSources()
                .withSources(new PropertiesConfigSource(configured, "microprofile-config.properties", USERS_ORDINAL))
                .build();
    }

    /** Makes it this thread's configuration; to be released by the test. */
    static void in(Map<String, String> configured) {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
        resolver.registerConfig(of(configured), Thread.currentThread().getContextClassLoader());
    }
}
