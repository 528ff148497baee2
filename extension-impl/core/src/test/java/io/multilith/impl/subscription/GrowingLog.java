package io.multilith.impl.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** A change log without the records. */
final class GrowingLog implements CollectionStore {
    private final List<ResourceChange> log = new ArrayList<>();
    private final String epoch;
    private long told;
    private int forgotten;
    private boolean broken;
    private boolean away;
    private boolean headBroken;
    private int heads;
    private int reads;
    private int entries;

    GrowingLog() {
        this("epoch");
    }

    GrowingLog(String epoch) {
        this.epoch = epoch;
    }

    synchronized ResourceChange append() {
        var version = new Version(epoch, log.size() + 1L);
        var change = new ResourceChange("power", "id", ChangeKind.CREATED, version, Instant.EPOCH, Optional.empty(),
                Optional.empty(), Optional.empty());
        log.add(change);
        return change;
    }

    /** How often it was read. */
    synchronized int reads() {
        return reads;
    }

    /** How many entries were read in all. */
    synchronized int entries() {
        return entries;
    }

    @Override
    public synchronized long told() {
        return told;
    }

    /** No longer reaches back. */
    synchronized void forget(int entries) {
        forgotten = entries;
    }

    /** Cannot be read the next time. */
    synchronized void breakOnce() {
        broken = true;
    }

    /** Its database goes away. */
    synchronized void lose() {
        away = true;
    }

    /** Its database comes back. */
    synchronized void find() {
        away = false;
    }

    /** Fails at the next look at it. */
    synchronized void breakHead() {
        headBroken = true;
    }

    /** How often it was looked at. */
    synchronized int heads() {
        return heads;
    }

    @Override
    public synchronized Version head() {
        heads++;
        if (headBroken) {
            headBroken = false;
            throw new IllegalStateException("the disk is broken");
        }
        if (away) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "The database does not answer.");
        }
        return new Version(epoch, log.size());
    }

    @Override
    public synchronized List<ResourceChange> changes(long after, int limit) {
        reads++;
        if (broken) {
            broken = false;
            throw new IllegalStateException("the disk is broken");
        }
        var from = Math.max(after, forgotten);
        var changes = List.copyOf(log.subList((int) from, (int) Math.min(log.size(), from + limit)));
        entries += changes.size();
        return changes;
    }

    @Override
    public synchronized void told(long position) {
        told = position;
    }

    @Override
    public Optional<StoredRecord> get(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordPage find(Query query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredRecord> linkedTo(RecordReference target, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ResourceChange> history(String id, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> claim(String name, String value, Duration time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean renew(String name, String expected, String value, Duration time) {
        throw new UnsupportedOperationException();
    }
}
