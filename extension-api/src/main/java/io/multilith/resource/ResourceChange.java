package io.multilith.resource;

import java.time.Instant;
import java.util.Optional;

import jakarta.json.JsonObject;

/**
 * One entry of a collection's change log. Immutable.
 *
 * @param collection
 *     the collection's name
 * @param id
 *     the record's id
 * @param kind
 *     what happened
 * @param version
 *     where in the log
 * @param time
 *     when
 * @param before
 *     the record before; absent for one that is new
 * @param after
 *     the record after; absent for one that is gone
 * @param patch
 *     the merge patch (RFC 7396) from before to after; present for {@link ChangeKind#PATCHED}
 * @since 0.1
 */
public record ResourceChange(String collection, String id, ChangeKind kind, Version version, Instant time,
        Optional<JsonObject> before, Optional<JsonObject> after, Optional<JsonObject> patch) {}
