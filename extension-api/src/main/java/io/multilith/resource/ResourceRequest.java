package io.multilith.resource;

import java.util.Optional;

import jakarta.json.JsonValue;

import io.multilith.entrypoint.Caller;

/**
 * An operation on a collection, whatever transport it came by. Immutable.
 *
 * @param collection
 *     the collection's name
 * @param operation
 *     the {@linkplain Operation#wireName name} of an operation, or that of an action; {@code $link}, {@code $unlink} and
 *     {@code $history} for a record's links and changes
 * @param id
 *     the record's id; absent for {@code find}, {@code create}, an action on the collection, and where the query says which
 *     records are meant
 * @param data
 *     the record, the records, the patch or the arguments. A patch is a merge patch (RFC 7396) if it is an object, or the
 *     change itself in {@code {"patch": {"$set": ..., "$unset": ...}}}; an array is a JSON Patch (RFC 6902)
 * @param query
 *     which records are meant, and which fields of them are wanted
 * @param precondition
 *     checked against the record in the moment of the operation
 * @param preferences
 *     what the client would like
 * @param idempotencyKey
 *     with it the operation is done once; a repetition gets the same answer for [24 h],
 * {@code multilith.resource.idempotency-time}
 * @param caller
 *     who asks, and sees what {@link ResourceModel#readable} leaves; absent: the application itself
 * @since 0.1
 */
public record ResourceRequest(String collection, String operation, Optional<String> id, Optional<JsonValue> data,
        QueryForm query, Precondition precondition, Preferences preferences,
        Optional<IdempotencyKey> idempotencyKey, Optional<Caller> caller) {
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
     * Makes a request about a collection, with nothing but its name.
     *
     * @param collection
     *     the collection's name
     * @param operation
     *     the operation's
     * @return the request
     */
    public static ResourceRequest of(String collection, String operation) {
        return new ResourceRequest(collection, operation, Optional.empty(), Optional.empty(), QueryForm.ALL,
                Precondition.NONE, Preferences.NONE, Optional.empty(), Optional.empty());
    }

    /**
     * Makes a request about a record.
     *
     * @param collection
     *     the collection's name
     * @param operation
     *     the operation's
     * @param id
     *     the record's id
     * @return the request
     */
    public static ResourceRequest of(String collection, String operation, String id) {
        return new ResourceRequest(collection, operation, Optional.of(id), Optional.empty(), QueryForm.ALL,
                Precondition.NONE, Preferences.NONE, Optional.empty(), Optional.empty());
    }

    /**
     * Gives it something to store, or arguments.
     *
     * @param newData
     *     instead of the present ones
     * @return a copy
     */
    public ResourceRequest with(JsonValue newData) {
        return new ResourceRequest(collection, operation, id, Optional.of(newData), query, precondition, preferences,
                idempotencyKey, caller);
    }

    /**
     * Says which records are meant.
     *
     * @param newQuery
     *     instead of the present one
     * @return a copy
     */
    public ResourceRequest with(QueryForm newQuery) {
        return new ResourceRequest(collection, operation, id, data, newQuery, precondition, preferences,
                idempotencyKey, caller);
    }

    /**
     * Says what must hold.
     *
     * @param newPrecondition
     *     instead of the present one
     * @return a copy
     */
    public ResourceRequest with(Precondition newPrecondition) {
        return new ResourceRequest(collection, operation, id, data, query, newPrecondition, preferences,
                idempotencyKey, caller);
    }

    /**
     * Says what the client would like.
     *
     * @param newPreferences
     *     instead of the present ones
     * @return a copy
     */
    public ResourceRequest with(Preferences newPreferences) {
        return new ResourceRequest(collection, operation, id, data, query, precondition, newPreferences,
                idempotencyKey, caller);
    }

    /**
     * Lets it be done once.
     *
     * @param newKey
     *     instead of the present one
     * @return a copy
     */
    public ResourceRequest with(IdempotencyKey newKey) {
        return new ResourceRequest(collection, operation, id, data, query, precondition, preferences,
                Optional.of(newKey), caller);
    }

    /**
     * Says who asks.
     *
     * @param newCaller
     *     instead of the present one
     * @return a copy
     */
    public ResourceRequest by(Caller newCaller) {
        return new ResourceRequest(collection, operation, id, data, query, precondition, preferences, idempotencyKey,
                Optional.of(newCaller));
    }
}
