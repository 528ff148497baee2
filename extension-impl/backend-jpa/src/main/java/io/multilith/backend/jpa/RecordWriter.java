package io.multilith.backend.jpa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.backend.jpa.Unit.Change;
import io.multilith.backend.jpa.Versions.Known;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** Writes records, all of a unit or none: first all are locked and looked at, then changed. Thread-safe. */
final class RecordWriter {
    private final EntityShape shape;
    private final EntityJson json;
    private final Unit.Journal journal;

    /** A record that may be written. */
    private record Held(Optional<Object> entity, Optional<JsonValue> links) {}

    RecordWriter(EntityShape shape, EntityJson json, Unit.Journal journal) {
        this.shape = shape;
        this.json = json;
        this.journal = journal;
    }

    void write(Session session, Unit unit, List<RecordWrite> writes) throws StaleWriteException {
        if (session.isOwn() && areNew(writes)) {
            create(session, unit, writes);
        } else {
            change(session.pinned(), unit, writes);
        }
    }

    /** And nothing else, each once and without links. */
    private static boolean areNew(List<RecordWrite> writes) {
        return writes.stream().allMatch(write -> write.expected().isEmpty()
                && write.after().filter(fields -> !fields.containsKey(RecordLink.LINKS)).isPresent())
                && writes.stream().map(RecordWrite::id).distinct().count() == writes.size();
    }

    /** The key of the entities' table keeps others from being as fast; there is nothing to lock or to look at before. */
    private void create(Session session, Unit unit, List<RecordWrite> writes) {
        var written = new HashMap<String, Object>();
        for (var write : writes) {
            var entity = json.read(write.after().orElseThrow(), shape.type());
            session.entities().persist(entity);
            written.put(write.id(), entity);
        }
        session.entities().flush();
        var after = read(session, written);
        writes.forEach(write -> unit.add(session, journal, new Change(write.id(), write.kind(), Optional.empty(),
                Optional.of(after.get(write.id())), write.patch(), true)));
    }

    private void change(Session session, Unit unit, List<RecordWrite> writes) throws StaleWriteException {
        var held = hold(session, unit, writes);
        var before = new HashMap<String, JsonObject>();
        held.forEach((id, record) -> record.entity()
                .ifPresent(entity -> before.put(id, EntityJson.withLinks(json.write(entity), record.links()))));
        var written = new HashMap<String, Object>();
        var isFlushed = true;
        for (var write : writes) {
            if (!isFlushed && write.after().isPresent()) { // or what takes the place of a removed one would come before
                                                           // it goes
                session.entities().flush();
            }
            apply(session, write, held.get(write.id())).ifPresent(entity -> written.put(write.id(), entity));
            isFlushed = write.after().isPresent();
        }
        session.entities().flush();
        var after = read(session, written);
        for (var write : writes) {
            var fields = write.after().map(wished -> EntityJson.withLinks(after.get(write.id()),
                    Optional.ofNullable(wished.get(RecordLink.LINKS))));
            unit.add(session, journal, new Change(write.id(), write.kind(), Optional.ofNullable(before.get(write.id())),
                    fields, write.patch(), false));
        }
    }

    /** Locks the records, in one order, and checks that they are as expected. */
    private Map<String, Held> hold(Session session, Unit unit, List<RecordWrite> writes) throws StaleWriteException {
        var epoch = journal.heads().read(session).epoch();
        var locked = journal.versions().lock(session, writes.stream().map(RecordWrite::id).toList());
        var held = new HashMap<String, Held>();
        var inserted = new ArrayList<String>();
        for (var write : writes.stream().sorted(Comparator.comparing(RecordWrite::id)).toList()) {
            var known = Optional.ofNullable(locked.get(write.id()));
            var isExpected = known.isPresent()
                    ? isAt(unit, write, epoch, known.get())
                    : isUnknown(write, epoch) && journal.versions().insert(session, write.id());
            if (isExpected && known.isEmpty()) {
                inserted.add(write.id());
            }
            var entity = isExpected ? find(session, write.id()) : Optional.empty();
            if (!isExpected || entity.isPresent() != write.expected().isPresent()) {
                inserted.forEach(id -> journal.versions().remove(session, id));
                throw new StaleWriteException(write.id());
            }
            held.put(write.id(), new Held(entity, known.flatMap(Known::links)));
        }
        return held;
    }

    /** What others have removed may be created again. */
    private boolean isAt(Unit unit, RecordWrite write, String epoch, Known known) {
        if (write.expected().isEmpty()) {
            return true;
        }
        var version = unit.version(journal.collection(), write.id())
                .orElseGet(() -> new Version(epoch, known.position()));
        return write.expected().map(StoredRecord::version).filter(version::equals).isPresent();
    }

    /** New, or never changed by us. */
    private static boolean isUnknown(RecordWrite write, String epoch) {
        return write.expected().map(StoredRecord::version).map(new Version(epoch, 0)::equals).orElse(true);
    }

    private Optional<Object> find(Session session, String id) {
        return shape.key(id).flatMap(key -> session.find(shape.type(), key));
    }

    /** The entity, when there is one after it. */
    private Optional<Object> apply(Session session, RecordWrite write, Held held) {
        if (write.after().isEmpty()) {
            held.entity().ifPresent(session.entities()::remove);
            journal.versions().remove(session, write.id());
            return Optional.empty();
        }
        var fields = write.after().get();
        if (held.links().isPresent() || fields.containsKey(RecordLink.LINKS)) {
            journal.versions().link(session, write.id(), fields);
        }
        var entity = json.read(fields, shape.type());
        if (held.entity().isPresent()) {
            shape.kept().forEach(attribute -> attribute.set(entity, attribute.get(held.entity().get())));
            return Optional.of(session.entities().merge(entity));
        }
        session.entities().persist(entity);
        return Optional.of(entity);
    }

    /** What is in the database now: columns round, and have values of their own. Where they do not, it is what was written. */
    private Map<String, JsonObject> read(Session session, Map<String, Object> written) {
        var after = new HashMap<String, JsonObject>();
        if (shape.isExact()) {
            written.forEach((id, entity) -> after.put(id, json.write(entity)));
            return after;
        }
        if (session.isOwn()) { // as new objects: what is no column stays in those that were written
            session.forget();
            written.keySet().forEach(id -> find(session, id).ifPresent(entity -> after.put(id, json.write(entity))));
            return after;
        }
        written.forEach((id, entity) -> {
            session.isThere(entity);
            after.put(id, json.write(entity));
        });
        return after;
    }
}
