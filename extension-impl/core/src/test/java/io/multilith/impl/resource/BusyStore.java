package io.multilith.impl.resource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** A store where somebody writes after each page that is read. */
class BusyStore implements CollectionStore {
    private final CollectionStore store;
    private Runnable somebody = () -> {};

    BusyStore(CollectionStore store) {
        this.store = store;
    }

    void afterEachPage(Runnable writes) {
        somebody = writes;
    }

    @Override
    public Version head() {
        return store.head();
    }

    @Override
    public Optional<StoredRecord> get(String id) {
        return store.get(id);
    }

    @Override
    public RecordPage find(Query query) {
        var page = store.find(query);
        somebody.run();
        return page;
    }

    @Override
    public List<StoredRecord> linkedTo(RecordReference target, int limit) {
        return store.linkedTo(target, limit);
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        return store.commit(writes);
    }

    @Override
    public List<ResourceChange> changes(long after, int limit) {
        return store.changes(after, limit);
    }

    @Override
    public List<ResourceChange> history(String id, int limit) {
        return store.history(id, limit);
    }

    @Override
    public void told(long position) {
        store.told(position);
    }

    @Override
    public long told() {
        return store.told();
    }

    @Override
    public Optional<String> claim(String name, String value, Duration time) {
        return store.claim(name, value, time);
    }

    @Override
    public boolean renew(String name, String expected, String value, Duration time) {
        return store.renew(name, expected, value, time);
    }
}
