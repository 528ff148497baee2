package io.multilith.resource;

import java.util.Optional;

import jakarta.json.JsonValue;

/**
 * What an operation on a collection gave. Immutable.
 *
 * @param body
 *     the record, or an array of records
 * @param version
 *     of the one record, when it is one and still there
 * @param range
 *     which part of all records it is, for {@code find}
 * @param created
 *     whether a record is new
 * @since 0.1
 */
public record ResourceAnswer(JsonValue body, Optional<Version> version, Optional<RecordRange> range, boolean created) {}
