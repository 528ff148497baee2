package io.multilith.resource;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which part of all the records that a query means an answer has. Immutable.
 *
 * @param total
 *     how many there are in all; absent when the request did not ask
 * @param skip
 *     how many were passed over
 * @param limit
 *     how many were wanted at most
 * @param next
 *     the cursor for those after the last one; absent when there are none
 * @since 0.1
 */
public record RecordRange(OptionalLong total, int skip, int limit, Optional<String> next) {}
