package io.multilith.resource;

import java.util.Optional;

import jakarta.json.JsonObject;

/**
 * One write of a unit: what a record is expected to be and what it becomes. Immutable.
 *
 * @param id
 *     the record's id
 * @param kind
 *     what happens
 * @param expected
 *     the record the write was made from; absent: there is none yet
 * @param after
 *     the record to be; absent: none
 * @param patch
 *     for the change log, see {@link ResourceChange#patch()}
 * @since 0.1
 */
public record RecordWrite(String id, ChangeKind kind, Optional<StoredRecord> expected, Optional<JsonObject> after,
        Optional<JsonObject> patch) {}
