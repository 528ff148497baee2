package io.multilith.resource;

/**
 * What somebody has for a time: see {@link Leases}. Immutable.
 *
 * @param collection
 *     beside whose records it is kept
 * @param name
 *     up to 512 characters
 * @param holder
 *     who has it, and perhaps what for: any text, one of its own for each process
 * @since 0.1
 */
public record Lease(String collection, String name, String holder) {}
