package io.multilith.impl.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.multilith.impl.json.RecordFields;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** One collection in memory. Who reads waits for nobody but a writer. */
final class MemoryStore implements CollectionStore {
    private static final int FEW = 1_000;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final MemoryNames names = new MemoryNames();
    private final MemoryLinks links = new MemoryLinks();
    private final MemoryClaims claims = new MemoryClaims();
    private final TreeMap<String, StoredRecord> records;
    private final List<MemoryIndex> indexes;
    private final MemoryLog log;
    private final IdKind ids;
    private final String collection;

    MemoryStore(CollectionDefinition definition) {
        this.ids = IdKind.of(RecordFields.of(definition.recordType()).type(RecordModel.ID).orElseThrow()).orElseThrow();
        var order = ids.order();
        this.collection = definition.name();
        this.records = new TreeMap<>(order);
        this.indexes = definition.indexes().stream().map(field -> new MemoryIndex(field, order)).toList();
        this.log = new MemoryLog(definition.history());
    }

    private static <T> T with(Lock lock, Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T reading(Supplier<T> task) {
        return with(lock.readLock(), task);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Version head() {
        return reading(log::head);
    }

    @Override
    public Optional<StoredRecord> get(String id) {
        return ids.read(id).isPresent() ? reading(() -> Optional.ofNullable(records.get(id))) : Optional.empty();
    }

    @Override
    public RecordPage find(Query query) {
        return reading(() -> found(query));
    }

    private RecordPage found(Query query) {
        var indexed = bestIndex(query.where());
        var found = indexed.map(candidates -> candidates.records(records.comparator()))
                .orElseGet(() -> records.values().stream());
        if (indexed.filter(candidates -> candidates.isAll(query.where())).isPresent()) {
            return page(query, found.toList());
        }
        return page(query, found.filter(record -> query.where().matches(record.fields())).toList());
    }

    private static RecordPage page(Query query, List<StoredRecord> found) {
        var order = query.order();
        var rest = found.stream()
                .filter(record -> query.isAfter(record.fields()));
        var inOrder = query.sort().isEmpty()
                ? rest
                : first(rest, (one, other) -> order.compare(one.fields(), other.fields()),
                        (long) query.skip() + query.limit());
        return new RecordPage(inOrder.skip(query.skip()).limit(query.limit()).toList(),
                query.counted() ? OptionalLong.of(found.size()) : OptionalLong.empty());
    }

    /** Sorts no more than is wanted. */
    private static Stream<StoredRecord> first(Stream<StoredRecord> records, Comparator<StoredRecord> order,
            long count) {
        if (count > FEW) {
            return records.sorted(order);
        }
        var kept = new PriorityQueue<StoredRecord>(order.reversed());
        records.forEach(record -> {
            if (kept.size() < count) {
                kept.add(record);
            } else if (count > 0 && order.compare(record, kept.element()) < 0) {
                kept.remove();
                kept.add(record);
            }
        });
        return kept.stream().sorted(order);
    }

    /** What leaves the fewest records to look at; empty: no index knows of any condition. */
    private Optional<MemoryCandidates> bestIndex(Condition where) {
        var terms = where instanceof Condition.And and ? and.terms() : List.of(where);
        return terms.stream().flatMap(term -> indexes.stream().flatMap(index -> index.candidates(term).stream()))
                .min(Comparator.comparingInt(MemoryCandidates::size));
    }

    @Override
    public List<StoredRecord> linkedTo(RecordReference target, int limit) {
        return reading(() -> links.to(target).limit(limit).map(records::get).toList());
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        lock.writeLock().lock();
        try {
            requireExpected(writes);
            return apply(writes);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void requireExpected(List<RecordWrite> writes) throws StaleWriteException {
        for (var write : writes) {
            var current = Optional.ofNullable(records.get(write.id())).map(StoredRecord::version);
            if (!current.equals(write.expected().map(StoredRecord::version))) {
                throw new StaleWriteException(write.id());
            }
        }
    }

    private List<ResourceChange> apply(List<RecordWrite> writes) {
        var now = Instant.now();
        var changes = writes.stream().map(write -> apply(write, now)).toList();
        log.forget();
        return changes;
    }

    private ResourceChange apply(RecordWrite write, Instant now) {
        var version = log.next();
        var after = write.after().map(names::shared);
        var before = after.map(fields -> put(new StoredRecord(write.id(), fields, version)))
                .orElseGet(() -> remove(write.id()));
        var change = new ResourceChange(collection, write.id(), write.kind(), version, now,
                before.map(StoredRecord::fields), after, write.patch());
        log.append(change);
        return change;
    }

    /** The record whose place it takes. */
    private Optional<StoredRecord> put(StoredRecord record) {
        var before = forgotten(records.put(record.id(), record));
        links.add(record.id(), record.fields());
        indexes.forEach(index -> index.add(record));
        return before;
    }

    private Optional<StoredRecord> remove(String id) {
        return forgotten(records.remove(id));
    }

    private Optional<StoredRecord> forgotten(StoredRecord record) {
        if (record != null) {
            links.remove(record.id(), record.fields());
            indexes.forEach(index -> index.remove(record));
        }
        return Optional.ofNullable(record);
    }

    @Override
    public List<ResourceChange> changes(long after, int limit) {
        return reading(() -> log.changes(after, limit));
    }

    @Override
    public List<ResourceChange> history(String id, int limit) {
        return reading(() -> log.history(id, limit));
    }

    @Override
    public void told(long position) {
        with(lock.writeLock(), () -> {
            log.told(position);
            return position;
        });
    }

    @Override
    public long told() {
        return reading(log::told);
    }

    @Override
    public Optional<String> claim(String name, String value, Duration time) {
        return claims.claim(name, value, time);
    }

    @Override
    public boolean renew(String name, String expected, String value, Duration time) {
        return claims.renew(name, expected, value, time);
    }
}
