package io.multilith.impl.subscription;

import java.util.List;

import jakarta.json.JsonObject;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** The log of a collection that is kept here. */
public record StoredLog(CollectionStore store) implements ChangeLog {

    @Override
    public Version head() {
        return store.head();
    }

    @Override
    public List<ResourceChange> changes(long after, int limit) {
        return store.changes(after, limit);
    }

    @Override
    public List<JsonObject> find(Query query) {
        return store.find(query).records().stream().map(StoredRecord::fields).toList();
    }

    @Override
    public void told(long position) {
        store.told(position);
    }

    @Override
    public long told() {
        return store.told();
    }
}
