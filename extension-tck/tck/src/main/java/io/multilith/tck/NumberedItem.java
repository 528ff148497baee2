package io.multilith.tck;

/**
 * A record of {@link ResourceBackendContract} whose id is a number. Immutable.
 *
 * @param id
 *     a number in JSON
 * @param name
 *     a text; may be missing
 * @since 0.1
 */
public record NumberedItem(long id, String name) {}
