package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/** The log of a collection in memory. It forgets its oldest entries beyond a number, once all were told. */
final class MemoryLog {
    private final String epoch = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final List<ResourceChange> entries = new ArrayList<>();
    private final int history;
    private long forgotten;
    private long told;

    MemoryLog(int history) {
        this.history = history;
    }

    Version head() {
        return new Version(epoch, forgotten + entries.size());
    }

    Version next() {
        return new Version(epoch, head().position() + 1);
    }

    void append(ResourceChange change) {
        entries.add(change);
    }

    List<ResourceChange> changes(long after, int limit) {
        var from = Math.max(0, after - forgotten);
        if (from >= entries.size()) {
            return List.of();
        }
        return List.copyOf(entries.subList((int) from, (int) Math.min(entries.size(), from + limit)));
    }

    List<ResourceChange> history(String id, int limit) {
        var ofRecord = entries.stream().filter(change -> change.id().equals(id)).toList();
        return ofRecord.subList(Math.max(0, ofRecord.size() - limit), ofRecord.size());
    }

    long told() {
        return told;
    }

    void told(long position) {
        told = Math.max(told, position);
    }

    /** In bulk, so that it costs little per write. */
    void forget() {
        var excess = Math.min(entries.size() - history, told - forgotten);
        if (excess >= history) {
            entries.subList(0, (int) excess).clear();
            forgotten += excess;
        }
    }
}
