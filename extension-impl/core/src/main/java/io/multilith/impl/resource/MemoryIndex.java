package io.multilith.impl.resource;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.resource.Condition;
import io.multilith.resource.JsonOrder;
import io.multilith.resource.StoredRecord;

/** The records of a collection by the value of one field, and among those of one value in order of id. */
final class MemoryIndex {
    private final NavigableMap<JsonValue, NavigableMap<String, StoredRecord>> byValue = new TreeMap<>(
            JsonOrder.INSTANCE);
    private final String field;
    private final Comparator<String> order;

    MemoryIndex(String field, Comparator<String> order) {
        this.field = field;
        this.order = order;
    }

    void add(StoredRecord record) {
        byValue.computeIfAbsent(value(record.fields()), value -> new TreeMap<>(order)).put(record.id(), record);
    }

    void remove(StoredRecord record) {
        byValue.computeIfPresent(value(record.fields()), (value, same) -> {
            same.remove(record.id());
            return same.isEmpty() ? null : same;
        });
    }

    /** What the index knows of a condition; empty when it is no better than to look at all records. */
    Optional<MemoryCandidates> candidates(Condition condition) {
        if (condition instanceof Condition.Comparison comparison && comparison.field().equals(field)) {
            return compared(comparison).map(parts -> new MemoryCandidates(condition, parts));
        }
        if (condition instanceof Condition.In in && in.field().equals(field) && !in.not()) {
            return Optional.of(new MemoryCandidates(condition,
                    distinct(in.values()).stream().map(this::of).toList()));
        }
        return Optional.empty();
    }

    private Optional<List<NavigableMap<String, StoredRecord>>> compared(Condition.Comparison comparison) {
        var value = comparison.value();
        return switch (comparison.operator()) {
            case EQ -> Optional.of(List.of(of(value)));
            case NE -> Optional.empty();
            case LT, LTE -> Optional.of(List.copyOf(byValue.headMap(value, true).values()));
            case GT, GTE -> Optional.of(List.copyOf(byValue.tailMap(value, true).values()));
        };
    }

    /** By what they mean: 1 and 1.0 are one. */
    private static Set<JsonValue> distinct(List<JsonValue> values) {
        var distinct = new TreeSet<JsonValue>(JsonOrder.INSTANCE);
        distinct.addAll(values);
        return distinct;
    }

    private NavigableMap<String, StoredRecord> of(JsonValue value) {
        return byValue.getOrDefault(value, new TreeMap<>());
    }

    private JsonValue value(JsonObject fields) {
        return fields.getOrDefault(field, JsonValue.NULL);
    }
}
