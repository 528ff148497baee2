package io.multilith.resource;

/**
 * Tells that a record is no longer what a {@link RecordWrite} expects; nothing was written.
 *
 * @since 0.1
 */
public final class StaleWriteException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Names the record.
     *
     * @param id
     *     the first one found to differ
     */
    public StaleWriteException(String id) {
        super("The record " + id + " has changed meanwhile.");
    }
}
