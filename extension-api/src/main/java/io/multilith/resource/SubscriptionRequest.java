package io.multilith.resource;

import java.util.Optional;

import io.multilith.entrypoint.Caller;

/**
 * What a subscriber wants to be told of. Immutable.
 *
 * @param collection
 *     the collection's name
 * @param query
 *     which records, and with {@code $select} which fields of them; nothing else of a query
 * @param caller
 *     who is told, and sees what {@link ResourceModel#readable} leaves; absent: the application itself
 * @param after
 *     the last position that the subscriber knows, to be told what came since; absent: it knows none
 * @param snapshot
 *     whether the records are wanted first, unless all that came since {@code after} can be told
 * @since 0.1
 */
public record SubscriptionRequest(String collection, QueryForm query, Optional<Caller> caller, Optional<Version> after,
        boolean snapshot) {}
