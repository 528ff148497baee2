package io.multilith.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and changes a collection from code. Each call waits for its answer; failures are
 * {@link io.multilith.problem.ProblemException}s with the status that HTTP would give. Thread-safe.
 *
 * @param <T>
 *     what the records are mapped to
 * @since 0.1
 */
public interface ResourceClient<T> {

    /**
     * Lists records.
     *
     * @param query
     *     which
     * @return in the order of the query
     */
    List<T> find(Query query);

    /**
     * Reads a record.
     *
     * @param id
     *     its id
     * @return empty when there is none
     */
    Optional<T> get(String id);

    /**
     * Adds a record.
     *
     * @param data
     *     the record; without an id one is made
     * @return the record as stored
     */
    T create(T data);

    /**
     * Replaces a record as a whole.
     *
     * @param id
     *     its id
     * @param data
     *     the new record
     * @return the record as stored
     */
    T update(String id, T data);

    /**
     * Changes fields of a record.
     *
     * @param id
     *     its id
     * @param changes
     *     a merge patch (RFC 7396): {@code null} takes a field away
     * @return the record as stored
     */
    T patch(String id, Map<String, ?> changes);

    /**
     * Takes a record away.
     *
     * @param id
     *     its id
     * @return the record as it was
     */
    T remove(String id);
}
