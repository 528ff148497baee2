package io.multilith.resource;

/**
 * Which record is meant. Immutable.
 *
 * @param collection
 *     the collection's name
 * @param id
 *     the record's id
 * @since 0.1
 */
public record RecordReference(String collection, String id) {}
