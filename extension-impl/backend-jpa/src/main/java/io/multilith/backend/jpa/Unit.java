package io.multilith.backend.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.json.JsonObject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/**
 * The changes of one transaction. They get their places in the logs when all else is done, so that each log is locked as briefly
 * as can be; collection by collection in order of name, so that two transactions never wait for each other. For one thread.
 */
final class Unit implements Synchronization {
    private final String epoch = "unit" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Part> parts = new TreeMap<>();
    private Optional<OutboxEntries> outbox = Optional.empty();
    private int writes;

    /**
     * A change without its place.
     *
     * @param isFirst
     *            whether the record's version is not noted yet
     */
    record Change(String id, ChangeKind kind, Optional<JsonObject> before, Optional<JsonObject> after,
            Optional<JsonObject> patch, boolean isFirst) {}

    /** The changes of one collection, and the versions that its changed records have until the end: absent, it is removed. */
    private record Part(Session session, Journal journal, List<Change> changes,
            Map<String, Optional<Version>> versions) {}

    /** Where the changes of a collection are entered. */
    record Journal(String collection, Heads heads, ChangeLog log, Versions versions, Runnable grown) {
        SingleEntry single() {
            return new SingleEntry(collection, heads);
        }
    }

    void add(Session session, Journal journal, Change change) {
        var part = parts.computeIfAbsent(journal.collection(),
                name -> new Part(session, journal, new ArrayList<>(), new HashMap<>()));
        part.changes().add(change);
        part.versions().put(change.id(), change.after().map(after -> new Version(epoch, ++writes)));
    }

    /** The version of a record that this transaction has changed; absent: it has not. */
    Optional<Version> version(String collection, String id) {
        return Optional.ofNullable(parts.get(collection)).map(part -> part.versions().get(id)).flatMap(known -> known);
    }

    /** The events of this transaction. */
    OutboxEntries outbox(Supplier<OutboxEntries> begin) {
        var entries = outbox.orElseGet(begin);
        outbox = Optional.of(entries);
        return entries;
    }

    /** Gives the changes their places. */
    List<ResourceChange> complete() {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        return parts.values().stream().flatMap(part -> complete(part, now).stream()).toList();
    }

    private static List<ResourceChange> complete(Part part, Instant now) {
        var journal = part.journal();
        if (part.changes().size() == 1 && part.session().database().isOfSeveralWrites()) {
            return List.of(journal.single().enter(part.session(), part.changes().get(0), now));
        }
        var last = journal.heads().advance(part.session(), part.changes().size());
        var position = last.position() - part.changes().size();
        var placed = new ArrayList<ResourceChange>();
        var first = new HashMap<String, Long>();
        var positions = new HashMap<String, Long>();
        for (var change : part.changes()) {
            position++;
            placed.add(new ResourceChange(journal.collection(), change.id(), change.kind(),
                    new Version(last.epoch(), position), now, change.before(), change.after(), change.patch()));
            (change.isFirst() ? first : positions).put(change.id(), position);
        }
        positions.keySet().removeIf(id -> part.versions().get(id).isEmpty());
        journal.log().append(part.session(), placed);
        journal.versions().begin(part.session(), first);
        journal.versions().place(part.session(), positions);
        return placed;
    }

    @Override
    public void beforeCompletion() {
        complete();
        outbox.ifPresent(OutboxEntries::write);
    }

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            parts.values().forEach(part -> part.journal().grown().run());
            outbox.ifPresent(OutboxEntries::committed);
        }
    }
}
