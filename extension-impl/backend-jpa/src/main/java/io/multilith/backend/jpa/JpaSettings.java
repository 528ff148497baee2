package io.multilith.backend.jpa;

import org.eclipse.microprofile.config.Config;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/**
 * What is configured.
 *
 * @param createTables
 *            whether the tables that are kept beside the entities are made when they are missing,
 *            {@code multilith.jpa.create-tables} [true]
 * @param outbox
 *            whether events of the caller's transaction are kept with it, {@code multilith.jpa.outbox} [true]
 * @param maxOutbox
 *            how many events may wait in the outbox before {@code dispatch} is refused, {@code multilith.jpa.max-outbox}
 *            [1,000,000]
 */
record JpaSettings(boolean createTables, boolean outbox, int maxOutbox) {
    static final String MAX_OUTBOX_KEY = "multilith.jpa.max-outbox";
    static final String CREATE_TABLES_KEY = "multilith.jpa.create-tables";
    static final String OUTBOX_KEY = "multilith.jpa.outbox";

    static JpaSettings from(Config config) {
        return new JpaSettings(isOn(config, CREATE_TABLES_KEY), isOn(config, OUTBOX_KEY), maxOutbox(config));
    }

    private static boolean isOn(Config config, String key) {
        var value = config.getOptionalValue(key, String.class).orElse("true").strip();
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw MESSAGES.notABoolean(key, value);
        };
    }

    private static int maxOutbox(Config config) {
        var value = config.getOptionalValue(MAX_OUTBOX_KEY, String.class).orElse("1000000").strip();
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw MESSAGES.notANumber(MAX_OUTBOX_KEY, value);
        }
        return Integer.parseInt(value);
    }
}
