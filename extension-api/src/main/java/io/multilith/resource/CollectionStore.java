package io.multilith.resource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The records of one collection, the log of their changes, and what is remembered beside them. Thread-safe: what a call
 * sees is one moment.
 *
 * <p>
 * Every method throws a {@link io.multilith.problem.ProblemException} of {@code UNAVAILABLE} (503) with the kind
 * {@code backend-unavailable} while the database is away; the next call tries again.
 *
 * <p>
 * Records are JSON objects with their id in {@code id}. The members {@code _links} (see {@link RecordLink}) belongs to the
 * record like its fields, also where the record's type knows nothing of it.
 *
 * @since 0.1
 */
public interface CollectionStore {
    /**
     * Whether other nodes that open the collection have the same records.
     *
     * @return false: each node has its own, so that only one should; true unless a store says otherwise
     */
    default boolean isShared() {
        return true;
    }

    /**
     * The last place in the change log. Every change that any call has seen is at it or before.
     *
     * @return position 0 when nothing was written in this epoch
     */
    Version head();

    /**
     * Reads a record.
     *
     * @param id
     *     its id
     * @return empty when there is none
     */
    Optional<StoredRecord> get(String id);

    /**
     * Lists records. Sees at least what a {@link #head} called before has counted.
     *
     * @param query
     *     which
     * @return in the order of the query
     */
    RecordPage find(Query query);

    /**
     * Lists the records that have a link to another.
     *
     * @param target
     *     the other: a collection and an id
     * @param limit
     *     how many at most
     * @return in no particular order
     */
    List<StoredRecord> linkedTo(RecordReference target, int limit);

    /**
     * Writes all or nothing, and appends one entry a write to the change log in the same unit.
     *
     * @param writes
     *     at most one a record
     * @return the entries, with consecutive positions; empty when the unit belongs to a transaction of the caller, at whose
     *         end they get their positions
     * @throws StaleWriteException
     *     if a record is not what its write expects
     */
    List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException;

    /**
     * Reads the change log.
     *
     * @param after
     *     the position before the first one wanted
     * @param limit
     *     how many entries at most
     * @return in order; those that are left when the log has forgotten some, which shows in the first one's position; the
     *         last entry is never forgotten
     */
    List<ResourceChange> changes(long after, int limit);

    /**
     * Reads the change log of one record.
     *
     * @param id
     *     the record's id
     * @param limit
     *     how many entries at most, the latest
     * @return in order; only what the log has not forgotten; empty when it knows none
     */
    List<ResourceChange> history(String id, int limit);

    /**
     * Says that nobody needs the log up to a position any more.
     *
     * @param position
     *     the last entry that everyone was told of; one before an earlier call's changes nothing
     */
    void told(long position);

    /**
     * The last position that was {@link #told(long) told}, also by an application that ran before on the same data.
     *
     * @return 0 when nothing was told in this epoch
     */
    long told();

    /**
     * Takes a name for a time, when nobody has it.
     *
     * @param name
     *     up to 512 characters
     * @param value
     *     what is kept under it
     * @param time
     *     after which the name is free again
     * @return the value of who has it already; empty when it was free
     */
    Optional<String> claim(String name, String value, Duration time);

    /**
     * Changes or extends what was claimed.
     *
     * @param name
     *     the name
     * @param expected
     *     its value until now
     * @param value
     *     its value from now on
     * @param time
     *     after which the name is free again; zero: now
     * @return whether it was as expected; if not nothing is changed
     */
    boolean renew(String name, String expected, String value, Duration time);
}
