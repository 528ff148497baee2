package io.multilith.impl.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.multilith.impl.query.Conditions;
import io.multilith.impl.query.JsonOrder;
import io.multilith.impl.query.RecordOrder;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** One collection in memory, under one lock. The log forgets its oldest entries beyond a number, once all were told. */
final class MemoryStore implements CollectionStore {
    private final String epoch = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final TreeMap<String, StoredRecord> records = new TreeMap<>(JsonOrder::compareTexts);
    private final List<ResourceChange> log = new ArrayList<>();
    private final String collection;
    private final int history;
    private long forgotten;
    private long told;

    MemoryStore(String collection, int history) {
        this.collection = collection;
        this.history = history;
    }

    @Override
    public synchronized Version head() {
        return new Version(epoch, forgotten + log.size());
    }

    @Override
    public synchronized Optional<StoredRecord> get(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public synchronized RecordPage find(Query query) {
        var order = new RecordOrder(query);
        var found = records.values().stream().filter(record -> Conditions.match(query.where(), record.fields()))
                .toList();
        var page = found.stream()
                .filter(record -> query.after().isEmpty() || order.isAfter(record.fields(), query.after().get()));
        if (!query.sort().isEmpty()) { // else they are in order
            page = page.sorted((one, other) -> order.compare(one.fields(), other.fields()));
        }
        return new RecordPage(page.skip(query.skip()).limit(query.limit()).toList(), found.size());
    }

    @Override
    public synchronized List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        for (var write : writes) {
            var expected = write.expected().map(StoredRecord::version);
            if (!get(write.id()).map(StoredRecord::version).equals(expected)) {
                throw new StaleWriteException(write.id());
            }
        }
        var now = Instant.now();
        var changes = writes.stream().map(write -> apply(write, now)).toList();
        forget();
        return changes;
    }

    @Override
    public synchronized List<ResourceChange> changes(long after, int limit) {
        var from = after - forgotten;
        if (from < 0 || from >= log.size()) {
            return List.of();
        }
        return List.copyOf(log.subList((int) from, (int) Math.min(log.size(), from + limit)));
    }

    @Override
    public synchronized void told(long position) {
        told = position;
    }

    private ResourceChange apply(RecordWrite write, Instant now) {
        var version = new Version(epoch, forgotten + log.size() + 1);
        write.after().ifPresentOrElse(
                fields -> records.put(write.id(), new StoredRecord(write.id(), fields, version)),
                () -> records.remove(write.id()));
        var change = new ResourceChange(collection, write.id(), write.kind(), version, now,
                write.expected().map(StoredRecord::fields), write.after(), write.patch());
        log.add(change);
        return change;
    }

    /** In bulk, so that it costs little per write. */
    private void forget() {
        var excess = Math.min(log.size() - history, told - forgotten);
        if (excess >= history) {
            log.subList(0, (int) excess).clear();
            forgotten += excess;
        }
    }
}
