package io.multilith.resource;

import java.util.List;
import java.util.Optional;

/**
 * The records of one collection and the log of their changes. Thread-safe: what a call sees is one moment.
 *
 * @since 0.1
 */
public interface CollectionStore {

    /**
     * The last place in the change log.
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
     * Lists records.
     *
     * @param query
     *     which
     * @return in order of id
     */
    RecordPage find(Query query);

    /**
     * Writes all or nothing, and appends one entry a write to the change log in the same unit.
     *
     * @param writes
     *     at most one a record
     * @return the entries, with consecutive positions
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
     * @return in order; empty when there are none, or when the log no longer reaches back so far
     */
    List<ResourceChange> changes(long after, int limit);

    /**
     * Says that nobody here needs the log up to a position any more. A store whose log is kept elsewhere than in memory
     * may ignore it, as the default does.
     *
     * @param position
     *     the last entry that everyone was told of
     */
    default void told(long position) {}
}
