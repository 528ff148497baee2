package io.multilith.resource;

import java.util.Optional;

import jakarta.json.JsonValue;

/**
 * An operation on a collection, whatever transport it came by. Immutable.
 *
 * @param collection
 *     the collection's name
 * @param operation
 *     {@code find}, {@code get}, {@code create}, {@code update}, {@code patch} or {@code remove}
 * @param id
 *     the record's id; absent for {@code find} and {@code create}
 * @param data
 *     the record, the records or the patch: an object is a merge patch (RFC 7396), or the change itself in
 *     {@code {"patch": {"$set": ..., "$unset": ...}}}; an array is a JSON Patch (RFC 6902)
 * @param query
 *     which records to find, and which fields of them are wanted
 * @param precondition
 *     checked against the record in the moment of the operation
 * @since 0.1
 */
public record ResourceRequest(String collection, String operation, Optional<String> id, Optional<JsonValue> data,
        QueryForm query, Precondition precondition) {

    /**
     * What must hold for an operation to be done.
     */
    @FunctionalInterface
    public interface Precondition {

        /** Always holds; an update of a record that is not there is refused. */
        Precondition NONE = current -> false;

        /**
         * Checks the record's version.
         *
         * @param current
         *     absent: there is no such record
         * @return whether an update may create the record
         * @throws io.multilith.problem.ProblemException
         *     if it does not hold
         */
        boolean check(Optional<Version> current);
    }

    /**
     * Makes a request without a precondition.
     *
     * @param collection
     *     the collection's name
     * @param operation
     *     its name
     * @param id
     *     the record's id
     * @param data
     *     the record or the patch
     * @return the request
     */
    public static ResourceRequest of(String collection, String operation, Optional<String> id,
            Optional<JsonValue> data) {
        return new ResourceRequest(collection, operation, id, data, QueryForm.ALL, Precondition.NONE);
    }
}
