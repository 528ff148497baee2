package io.multilith.impl.query;

import java.util.Set;

import io.multilith.resource.Query;

/**
 * What a query comes to.
 *
 * @param select
 *            the fields that are wanted; none: all of them
 */
public record ReadQuery(Query query, Set<String> select) {}
