package io.multilith.impl.messaging;

import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.multilith.impl.config.ChannelSettings;

/** Where a broker is and as whom to speak to it, from the standard keys. */
record BrokerAddress(String host, int port, Optional<String> username, Optional<String> password, boolean ssl) {
    private static final int AMQP_PORT = 5672;

    static BrokerAddress of(Config channel) {
        return new BrokerAddress(ChannelSettings.attribute(channel, "host", String.class).orElse("localhost"),
                ChannelSettings.attribute(channel, "port", Integer.class).orElse(AMQP_PORT),
                ChannelSettings.attribute(channel, "username", String.class),
                ChannelSettings.attribute(channel, "password", String.class),
                ChannelSettings.attribute(channel, "use-ssl", Boolean.class).orElse(false));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
