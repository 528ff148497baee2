package io.multilith.resource;

/**
 * Which records of a collection are wanted. Immutable.
 *
 * @param limit
 *     how many at most, 0 to {@link #MAX_LIMIT}; more is taken as the maximum
 * @param skip
 *     how many to pass over
 * @since 0.1
 */
public record Query(int limit, int skip) {

    /** The most records of one answer. */
    public static final int MAX_LIMIT = 500;

    /** The first 25 records. */
    public static final Query ALL = new Query(25, 0);

    public Query {
        if (limit < 0 || skip < 0) {
            throw new IllegalArgumentException("limit " + limit + ", skip " + skip);
        }
        limit = Math.min(limit, MAX_LIMIT);
    }
}
