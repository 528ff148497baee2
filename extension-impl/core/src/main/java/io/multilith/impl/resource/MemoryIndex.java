package io.multilith.impl.resource;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.impl.query.JsonOrder;
import io.multilith.resource.Condition;

/** The ids of a collection's records by the value of one field. */
final class MemoryIndex {
    private final NavigableMap<JsonValue, TreeSet<String>> ids = new TreeMap<>(JsonOrder.INSTANCE);
    private final String field;
    private final Comparator<String> order;

    MemoryIndex(String field, Comparator<String> order) {
        this.field = field;
        this.order = order;
    }

    void add(String id, JsonObject fields) {
        ids.computeIfAbsent(value(fields), value -> new TreeSet<>(order)).add(id);
    }

    void remove(String id, JsonObject fields) {
        ids.computeIfPresent(value(fields), (value, same) -> {
            same.remove(id);
            return same.isEmpty() ? null : same;
        });
    }

    /** Some ids among which are all that a condition means, and maybe others; absent when the index knows no better than all. */
    Optional<List<Collection<String>>> candidates(Condition condition) {
        if (condition instanceof Condition.Comparison comparison && comparison.field().equals(field)) {
            return compared(comparison);
        }
        if (condition instanceof Condition.In in && in.field().equals(field) && !in.not()) {
            return Optional.of(in.values().stream().distinct().map(this::of).toList());
        }
        return Optional.empty();
    }

    private Optional<List<Collection<String>>> compared(Condition.Comparison comparison) {
        var value = comparison.value();
        return switch (comparison.operator()) {
            case EQ -> Optional.of(List.of(of(value)));
            case NE -> Optional.empty();
            case LT, LTE -> Optional.of(List.copyOf(ids.headMap(value, true).values()));
            case GT, GTE -> Optional.of(List.copyOf(ids.tailMap(value, true).values()));
        };
    }

    private Collection<String> of(JsonValue value) {
        return ids.getOrDefault(value, new TreeSet<>());
    }

    private JsonValue value(JsonObject fields) {
        return fields.getOrDefault(field, JsonValue.NULL);
    }
}
