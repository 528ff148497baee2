package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import com.mongodb.ConnectionString;

import static io.multilith.backend.mongodb.MongoBackendMessages.MESSAGES;

/**
 * Where MongoDB is.
 *
 * @param url
 *     {@code multilith.mongodb.url}
 * @param timeout
 *     {@code multilith.mongodb.timeout} [PT3S]: how long a call waits for a server that can be reached
 */
record MongoSettings(ConnectionString url, Duration timeout) {
    static final String URL_KEY = "multilith.mongodb.url";
    static final String TIMEOUT_KEY = "multilith.mongodb.timeout";

    private static final String DEFAULT_DATABASE = "multilith";
    private static final String DEFAULT_TIMEOUT = "PT3S";

    /**
     * Reads them.
     *
     * @param collection
     *     for which they are needed
     * @throws IllegalArgumentException
     *     ML1000, ML1001 or ML1002
     */
    static MongoSettings from(Config config, String collection) {
        var url = config.getOptionalValue(URL_KEY, String.class).orElseThrow(() -> MESSAGES.noUrl(collection));
        return new MongoSettings(parsed(url.strip()),
                parsedTimeout(config.getOptionalValue(TIMEOUT_KEY, String.class).orElse(DEFAULT_TIMEOUT)));
    }

    /** Its database, from the URL [multilith]. */
    String database() {
        return Optional.ofNullable(url.getDatabase()).orElse(DEFAULT_DATABASE);
    }

    private static ConnectionString parsed(String url) {
        try {
            return new ConnectionString(url);
        } catch (IllegalArgumentException invalid) {
            throw MESSAGES.invalidUrl(invalid.getMessage(), invalid);
        }
    }

    private static Duration parsedTimeout(String value) {
        try {
            var timeout = Duration.parse(value.strip());
            if (timeout.toMillis() < 1) {
                throw MESSAGES.invalidTimeout(value);
            }
            return timeout;
        } catch (DateTimeParseException | ArithmeticException invalid) {
            throw MESSAGES.invalidTimeout(value);
        }
    }
}
