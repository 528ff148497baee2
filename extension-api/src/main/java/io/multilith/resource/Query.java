package io.multilith.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/**
 * Which records of a collection are wanted, and in what order. Immutable.
 *
 * @param where
 *     what they are like
 * @param sort
 *     by which fields they are in order, first by the first; among equals by id, always
 * @param after
 *     the place in that order after which they begin: the values of the sorted fields, and the id
 * @param limit
 *     how many at most, 0 to {@link #MAX_LIMIT}; more is taken as the maximum
 * @param skip
 *     how many to pass over
 * @param counted
 *     whether it is told how many there are in all, which may take longer than the rest
 * @since 0.1
 */
public record Query(Condition where, List<Sort> sort, Optional<JsonArray> after, int limit, int skip,
        boolean counted) {

    /** The most records of one answer. */
    public static final int MAX_LIMIT = 500;

    /** The first 25 records. */
    public static final Query ALL = new Query(25, 0);

    public Query {
        if (limit < 0 || skip < 0) {
            throw new IllegalArgumentException("limit " + limit + ", skip " + skip);
        }
        sort = List.copyOf(sort);
        limit = Math.min(limit, MAX_LIMIT);
    }

    /**
     * Every record, in order of id.
     *
     * @param limit
     *     how many at most
     * @param skip
     *     how many to pass over
     */
    public Query(int limit, int skip) {
        this(Condition.EVERYTHING, List.of(), Optional.empty(), limit, skip, true);
    }

    /**
     * Narrows this query.
     *
     * @param condition
     *     what must hold besides
     * @return a copy
     */
    public Query and(Condition condition) {
        var terms = new ArrayList<>(where instanceof Condition.And and ? and.terms() : List.of(where));
        terms.add(condition);
        return new Query(new Condition.And(terms), sort, after, limit, skip, counted);
    }

    /**
     * Puts the records in order.
     *
     * @param field
     *     by which, after the fields that were named before
     * @param descending
     *     whether the last comes first
     * @return a copy
     */
    public Query sortedBy(String field, boolean descending) {
        var fields = new ArrayList<>(sort);
        fields.add(new Sort(field, descending));
        return new Query(where, fields, after, limit, skip, counted);
    }

    /**
     * Bounds the answer.
     *
     * @param most
     *     how many records at most
     * @return a copy
     */
    public Query limitedTo(int most) {
        return new Query(where, sort, after, most, skip, counted);
    }

    /**
     * Passes records over.
     *
     * @param count
     *     how many
     * @return a copy
     */
    public Query skipping(int count) {
        return new Query(where, sort, after, limit, count, counted);
    }

    /**
     * Leaves out how many there are in all.
     *
     * @return a copy
     */
    public Query uncounted() {
        return new Query(where, sort, after, limit, skip, false);
    }

    /**
     * Begins after a place.
     *
     * @param place
     *     the values of the sorted fields, and the id
     * @return a copy
     */
    public Query after(JsonArray place) {
        return new Query(where, sort, Optional.of(place), limit, skip, counted);
    }

    /**
     * The order that is asked for, as every backend keeps it: see {@link JsonOrder}; a field without a value is {@code null}.
     *
     * @return compares records by the sorted fields, and among equals by id, then always ascending
     */
    public Comparator<JsonObject> order() {
        return new RecordOrder(this);
    }

    /**
     * Tells whether a record comes after the place where this query begins.
     *
     * @param fields
     *     those of the record
     * @return true also where the query begins at the first record
     */
    public boolean isAfter(JsonObject fields) {
        return after.isEmpty() || new RecordOrder(this).isAfter(fields, after.get());
    }

    /**
     * The place of a record in this order, for {@link #after(JsonArray)}.
     *
     * @param fields
     *     those of the record
     * @return the values of the sorted fields, and the id
     */
    public JsonArray place(JsonObject fields) {
        return new RecordOrder(this).place(fields);
    }
}
