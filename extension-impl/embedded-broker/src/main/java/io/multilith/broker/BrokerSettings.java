package io.multilith.broker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;

/**
 * Where the broker listens and where it stores.
 *
 * @param port 1 to 65535, {@code amqp-port} [5672]
 * @param directory absolute, {@code multilith.embedded-broker.directory} [{@code multilith-broker} under the server's
 *            working directory]; belongs to one broker at a time
 */
record BrokerSettings(int port, Path directory) {

    static final String PORT_KEY = "amqp-port";
    static final String DIRECTORY_KEY = "multilith.embedded-broker.directory";

    private static final String DEFAULT_PORT = "5672";
    private static final String DEFAULT_DIRECTORY = "multilith-broker";
    private static final int LAST_PORT = 65_535;

    BrokerSettings {
        if (port < 1 || port > LAST_PORT) {
            throw EmbeddedBrokerMessages.MESSAGES.invalidPort(String.valueOf(port));
        }
        directory = directory.toAbsolutePath().normalize();
    }

    static BrokerSettings from(Config config) {
        return from(key -> config.getOptionalValue(key, String.class));
    }

    static BrokerSettings fromSystemProperties() {
        return from(key -> Optional.ofNullable(System.getProperty(key)));
    }

    private static BrokerSettings from(Function<String, Optional<String>> config) {
        var port = config.apply(PORT_KEY).orElse(DEFAULT_PORT);
        var directory = config.apply(DIRECTORY_KEY).orElse(DEFAULT_DIRECTORY);
        return new BrokerSettings(parsedPort(port), parsedDirectory(directory));
    }

    private static int parsedPort(String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw EmbeddedBrokerMessages.MESSAGES.invalidPort(value);
        }
    }

    private static Path parsedDirectory(String value) {
        try {
            return Path.of(value.strip());
        } catch (InvalidPathException e) {
            throw EmbeddedBrokerMessages.MESSAGES.directoryUnusable(value, e.getMessage(), e);
        }
    }
}
