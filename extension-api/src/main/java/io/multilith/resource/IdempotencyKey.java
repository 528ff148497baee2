package io.multilith.resource;

/**
 * Says that a request is done once, however often it comes. Immutable.
 *
 * @param scope
 *     among whose keys it is one: for example the caller, and what is asked for
 * @param key
 *     chosen by the client
 * @since 0.1
 */
public record IdempotencyKey(String scope, String key) {}
