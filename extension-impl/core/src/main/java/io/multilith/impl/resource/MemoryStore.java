package io.multilith.impl.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.multilith.impl.json.RecordFields;
import io.multilith.impl.query.Conditions;
import io.multilith.impl.query.JsonOrder;
import io.multilith.impl.query.RecordOrder;
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

/** One collection in memory, under one lock. */
final class MemoryStore implements CollectionStore {
    private final MemoryLinks links = new MemoryLinks();
    private final MemoryClaims claims = new MemoryClaims();
    private final TreeMap<String, StoredRecord> records;
    private final List<MemoryIndex> indexes;
    private final MemoryLog log;
    private final String collection;
    private final boolean numbered;

    MemoryStore(CollectionDefinition definition) {
        this.collection = definition.name();
        this.numbered = RecordFields.of(definition.recordType()).type(RecordModel.ID).filter(RecordModel::isNumber)
                .isPresent();
        Comparator<String> order = numbered ? Comparator.comparingLong(Long::parseLong) : JsonOrder::compareTexts;
        this.records = new TreeMap<>(order);
        this.indexes = definition.indexes().stream().map(field -> new MemoryIndex(field, order)).toList();
        this.log = new MemoryLog(definition.history());
    }

    @Override
    public synchronized Version head() {
        return log.head();
    }

    @Override
    public synchronized Optional<StoredRecord> get(String id) {
        return numbered && !isNumber(id) ? Optional.empty() : Optional.ofNullable(records.get(id));
    }

    /** As it is written here: 7 is one, 07 is not. */
    private static boolean isNumber(String id) {
        try {
            return Long.toString(Long.parseLong(id)).equals(id);
        } catch (NumberFormatException none) {
            return false;
        }
    }

    @Override
    public synchronized RecordPage find(Query query) {
        var order = new RecordOrder(query);
        var found = candidates(query.where()).filter(record -> Conditions.match(query.where(), record.fields()))
                .toList();
        var page = found.stream()
                .filter(record -> query.after().isEmpty() || order.isAfter(record.fields(), query.after().get()));
        if (!query.sort().isEmpty()) { // else they are in order
            page = page.sorted((one, other) -> order.compare(one.fields(), other.fields()));
        }
        return new RecordPage(page.skip(query.skip()).limit(query.limit()).toList(),
                query.counted() ? OptionalLong.of(found.size()) : OptionalLong.empty());
    }

    /** In order of id: all records, or those that an index leaves over. */
    private Stream<StoredRecord> candidates(Condition where) {
        var terms = where instanceof Condition.And and ? and.terms() : List.of(where);
        return terms.stream().flatMap(term -> indexes.stream().flatMap(index -> index.candidates(term).stream()))
                .min(Comparator.comparingInt(MemoryStore::size))
                .map(ids -> (ids.size() == 1
                        ? ids.get(0).stream()
                        : ids.stream().flatMap(Collection::stream)
                                .sorted(records.comparator()))
                        .map(records::get))
                .orElseGet(() -> records.values().stream());
    }

    private static int size(List<Collection<String>> ids) {
        return ids.stream().mapToInt(Collection::size).sum();
    }

    @Override
    public synchronized List<StoredRecord> linkedTo(RecordReference target, int limit) {
        return links.to(target).limit(limit).map(records::get).toList();
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
        log.forget();
        return changes;
    }

    private ResourceChange apply(RecordWrite write, Instant now) {
        var version = log.next();
        var before = Optional.ofNullable(records.get(write.id()));
        before.ifPresent(this::remove);
        write.after().ifPresent(fields -> add(new StoredRecord(write.id(), fields, version)));
        var change = new ResourceChange(collection, write.id(), write.kind(), version, now,
                before.map(StoredRecord::fields), write.after(), write.patch());
        log.append(change);
        return change;
    }

    private void add(StoredRecord record) {
        records.put(record.id(), record);
        links.add(record.id(), record.fields());
        indexes.forEach(index -> index.add(record.id(), record.fields()));
    }

    private void remove(StoredRecord record) {
        records.remove(record.id());
        links.remove(record.id(), record.fields());
        indexes.forEach(index -> index.remove(record.id(), record.fields()));
    }

    @Override
    public synchronized List<ResourceChange> changes(long after, int limit) {
        return log.changes(after, limit);
    }

    @Override
    public synchronized List<ResourceChange> history(String id, int limit) {
        return log.history(id, limit);
    }

    @Override
    public synchronized void told(long position) {
        log.told(position);
    }

    @Override
    public synchronized long told() {
        return log.told();
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
