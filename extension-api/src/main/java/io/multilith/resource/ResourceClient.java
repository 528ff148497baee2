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

    /**
     * Runs an action on a record.
     *
     * @param <R>
     *     what it answers
     * @param id
     *     the record's id
     * @param action
     *     the {@link Action}'s name
     * @param arguments
     *     by name
     * @param type
     *     what the answer is mapped to
     * @return the answer; empty when there is none
     */
    <R> Optional<R> act(String id, String action, Map<String, ?> arguments, Class<R> type);

    /**
     * Runs an action on the collection.
     *
     * @param <R>
     *     what it answers
     * @param action
     *     the {@link Action}'s name
     * @param arguments
     *     by name
     * @param type
     *     what the answer is mapped to
     * @return the answer; empty when there is none
     */
    <R> Optional<R> act(String action, Map<String, ?> arguments, Class<R> type);

    /**
     * Adds a link to a record.
     *
     * @param id
     *     the record's id
     * @param link
     *     to another, which there must be
     */
    void link(String id, RecordLink link);

    /**
     * Takes a link away.
     *
     * @param id
     *     the record's id
     * @param relation
     *     the link's relation
     * @param index
     *     which of the relation's links, from 0
     */
    void unlink(String id, String relation, int index);

    /**
     * Reads the links of a record.
     *
     * @param id
     *     the record's id
     * @return by relation, in the order they were added
     */
    List<RecordLink> links(String id);
}
