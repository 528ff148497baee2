package io.multilith.resource;

import java.util.Locale;

/**
 * What can be done with the records of any collection.
 *
 * @since 0.1
 */
public enum Operation {
    /** List records. */
    FIND,
    /** Read a record. */
    GET,
    /** Add a record, or several. */
    CREATE,
    /** Replace a record as a whole. */
    UPDATE,
    /** Change fields of a record, or of several. */
    PATCH,
    /** Take a record away, or several. */
    REMOVE;

    /**
     * The name that requests use.
     *
     * @return for example {@code find}
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
