package io.multilith.impl.resource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;

/** The ids of a collection's records by what they have links to. */
final class MemoryLinks {
    private final Map<RecordReference, Set<String>> incoming = new HashMap<>();

    void add(String id, JsonObject fields) {
        targets(fields).forEach(target -> incoming.computeIfAbsent(target, none -> new HashSet<>()).add(id));
    }

    void remove(String id, JsonObject fields) {
        targets(fields).forEach(target -> incoming.computeIfPresent(target, (same, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        }));
    }

    Stream<String> to(RecordReference target) {
        return incoming.getOrDefault(target, Set.of()).stream();
    }

    private static Stream<RecordReference> targets(JsonObject fields) {
        return fields.containsKey(RecordLink.LINKS)
                ? RecordLink.of(fields).stream().map(RecordLink::target).distinct()
                : Stream.empty();
    }
}
