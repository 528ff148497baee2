package io.multilith.impl.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The configuration of one reactive messaging channel, as a connector gets it: attributes without their prefix.
 * Precedence: {@code mp.messaging.<direction>.<channel>.<attribute>},
 * {@code mp.messaging.connector.multilith-amqp.<attribute>}, {@code amqp-<attribute>}, then what the entrypoint itself
 * says.
 */
public final class ChannelSettings implements Config {
    private final Config config = ConfigProvider.getConfig();
    private final String prefix;
    private final Map<String, String> defaults;

    private ChannelSettings(String direction, String channel, Map<String, String> defaults) {
        this.prefix = "mp.messaging." + direction + "." + channel + ".";
        this.defaults = Map.copyOf(defaults);
    }

    public static ChannelSettings incoming(String channel, Map<String, String> defaults) {
        return new ChannelSettings("incoming", channel, defaults);
    }

    public static ChannelSettings outgoing(String channel, Map<String, String> defaults) {
        return new ChannelSettings("outgoing", channel, defaults);
    }

    /** Whether the standard keys name a broker; without one, messages stay in the process. */
    public static boolean brokerConfigured() {
        return ConfigProvider.getConfig().getOptionalValue("amqp-host", String.class).isPresent();
    }

    /** Reads an attribute of a channel whose connector SmallRye drives, with the same {@code amqp-} fallback. */
    public static <T> Optional<T> attribute(Config channel, String attribute, Class<T> type) {
        return channel.getOptionalValue(attribute, type)
                .or(() -> ConfigProvider.getConfig().getOptionalValue("amqp-" + attribute, type));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String attribute, Class<T> type) {
        return config.getOptionalValue(prefix + attribute, type)
                .or(() -> config.getOptionalValue("mp.messaging.connector.multilith-amqp." + attribute, type))
                .or(() -> config.getOptionalValue("amqp-" + attribute, type))
                .or(() -> Optional.ofNullable(defaults.get(attribute))
                        .map(text -> config.getConverter(type).orElseThrow().convert(text)));
    }

    @Override
    public <T> T getValue(String attribute, Class<T> type) {
        return getOptionalValue(attribute, type).orElseThrow();
    }

    @Override
    public ConfigValue getConfigValue(String attribute) {
        return config.getConfigValue(prefix + attribute);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return defaults.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return config.getConverter(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return config.unwrap(type);
    }
}
