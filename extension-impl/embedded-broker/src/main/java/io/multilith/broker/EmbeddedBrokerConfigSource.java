package io.multilith.broker;

import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Supplies {@code amqp-host=127.0.0.1} with a low ordinal [50], so that any host configured elsewhere wins.
 * <p>
 * Whoever connects reads the standard key and need not know that there is an embedded broker; that the value comes from
 * here means that the embedded broker is to be started. Immutable, thread-safe.
 *
 * @since 0.1
 */
public final class EmbeddedBrokerConfigSource implements ConfigSource {

    static final String NAME = "multilith-embedded-broker";
    static final String HOST_KEY = "amqp-host";
    static final String LOOPBACK = "127.0.0.1";

    private static final int ORDINAL = 50;

    /** Tells whether nobody configured a host, which is when the embedded broker is used. */
    static boolean decidesTheHostIn(Config config) {
        return NAME.equals(config.getConfigValue(HOST_KEY).getSourceName());
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of(HOST_KEY, LOOPBACK);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(HOST_KEY);
    }

    @Override
    public String getValue(String key) {
        return HOST_KEY.equals(key) ? LOOPBACK : null;
    }
}
