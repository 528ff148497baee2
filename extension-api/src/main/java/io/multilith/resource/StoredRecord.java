package io.multilith.resource;

import jakarta.json.JsonObject;

/**
 * A record as a backend keeps it. Immutable.
 *
 * @param id
 *     its id
 * @param fields
 *     its fields, the id among them
 * @param version
 *     of its last change
 * @since 0.1
 */
public record StoredRecord(String id, JsonObject fields, Version version) {}
