package io.multilith.backend.jpa;

import org.eclipse.microprofile.config.Config;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/**
 * What is configured.
 *
 * @param createTables
 *            whether the tables that are kept beside the entities are made when they are missing,
 *            {@code multilith.jpa.create-tables} [true]
 */
record JpaSettings(boolean createTables) {
    static final String CREATE_TABLES_KEY = "multilith.jpa.create-tables";

    static JpaSettings from(Config config) {
        var value = config.getOptionalValue(CREATE_TABLES_KEY, String.class).orElse("true").strip();
        return switch (value) {
            case "true" -> new JpaSettings(true);
            case "false" -> new JpaSettings(false);
            default -> throw MESSAGES.notABoolean(CREATE_TABLES_KEY, value);
        };
    }
}
