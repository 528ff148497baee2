package io.multilith.impl.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** A change log without the records. */
final class GrowingLog implements CollectionStore {
    private final List<ResourceChange> log = new ArrayList<>();
    private long told;
    private int forgotten;
    private boolean broken;

    synchronized void append() {
        var version = new Version("epoch", log.size() + 1L);
        log.add(new ResourceChange("power", "id", ChangeKind.CREATED, version, Instant.EPOCH, Optional.empty(),
                Optional.empty(), Optional.empty()));
    }

    synchronized long told() {
        return told;
    }

    /** No longer reaches back. */
    synchronized void forget() {
        forgotten = log.size();
    }

    /** Cannot be read the next time. */
    synchronized void breakOnce() {
        broken = true;
    }

    @Override
    public synchronized Version head() {
        return new Version("epoch", log.size());
    }

    @Override
    public synchronized List<ResourceChange> changes(long after, int limit) {
        if (broken) {
            broken = false;
            throw new IllegalStateException("the disk is broken");
        }
        if (after < forgotten) {
            return List.of();
        }
        return List.copyOf(log.subList((int) after, (int) Math.min(log.size(), after + limit)));
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
}
