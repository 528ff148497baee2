package io.multilith.backend.jpa;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import io.multilith.backend.jpa.Versions.Known;
import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordReference;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** Reads records: entities with what is known of them beside. Thread-safe. */
final class RecordReader {
    private static final int PORTION = 500;
    private static final int UNHELD = 3;

    private final String collection;
    private final EntityShape shape;
    private final EntityJson json;
    private final Heads heads;
    private final Versions versions;

    RecordReader(String collection, EntityShape shape, EntityJson json, Heads heads, Versions versions) {
        this.collection = collection;
        this.shape = shape;
        this.json = json;
        this.heads = heads;
        this.versions = versions;
    }

    /** An entity as JSON. */
    private record Found(String id, JsonObject fields) {}

    /** Again until nothing happened to the record between the first look and the last, where a transaction sees all that happens. */
    Optional<StoredRecord> get(Session session, String id) {
        var key = shape.key(id);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        while (true) {
            var seen = see(session, id);
            var found = session.find(shape.type(), key.get()).map(this::found);
            if (found.isEmpty() || session.isOneMoment() || seen.isSameAs(see(session, id))) {
                return found.map(entity -> record(session, entity, seen.head().epoch(), seen.known()));
            }
            session.forget();
        }
    }

    private Versions.Seen see(Session session, String id) {
        return versions.see(session, id).orElseGet(() -> new Versions.Seen(heads.read(session), Optional.empty()));
    }

    private Found found(Object entity) {
        return new Found(shape.idOf(entity), json.write(entity));
    }

    private StoredRecord record(Session session, Found found, String epoch, Optional<Known> known) {
        var version = session.unit().flatMap(unit -> unit.version(collection, found.id()))
                .orElseGet(() -> new Version(epoch, known.map(Known::position).orElse(0L)));
        var links = known.flatMap(Known::links);
        return new StoredRecord(found.id(), EntityJson.withLinks(found.fields(), links), version);
    }

    List<StoredRecord> linkedTo(Session session, RecordReference target, int limit) {
        return inOneMoment(session, head -> versions.linkedTo(session, target, limit).stream()
                .flatMap(id -> get(session, id).stream()).toList());
    }

    RecordPage find(Session session, Query query) {
        return inOneMoment(session, head -> find(session, head, query));
    }

    /**
     * Nobody wrote while the head stood still. When it does not, it is held: writers then wait for this transaction. Not for one
     * of the caller's, which may take its time and sees what is committed meanwhile anyway.
     */
    private <T> T inOneMoment(Session session, Function<Version, T> read) {
        for (var tries = 0; tries < UNHELD; tries++) {
            var head = heads.read(session);
            var result = read.apply(head);
            if (session.isOneMoment() || !session.isOwn() || heads.read(session).equals(head)) {
                return result;
            }
            session.forget();
        }
        return read.apply(heads.hold(session));
    }

    private RecordPage find(Session session, Version head, Query query) {
        var asked = new EntityQuery(session, shape, query);
        if (!asked.isExact()) {
            return scan(session, head, query);
        }
        var total = query.counted() ? OptionalLong.of(asked.count()) : OptionalLong.empty();
        return new RecordPage(records(session, head, list(session, query, query.skip()), query.where()), total);
    }

    private List<Found> list(Session session, Query query, int skip) {
        return new EntityQuery(session, shape, query).list(skip, query.limit()).stream()
                .filter(entity -> session.isOwn() || session.isThere(entity)).map(this::found).toList();
    }

    /** What changed since the head was read is read again, alone: its version and its fields must be of one moment. */
    private List<StoredRecord> records(Session session, Version head, List<Found> all, Condition where) {
        var known = versions.read(session, all.stream().map(Found::id).toList());
        var hasMoved = !session.isOneMoment() && !heads.read(session).equals(head);
        return all.stream().flatMap(found -> {
            var own = Optional.ofNullable(known.get(found.id()));
            if (hasMoved && own.map(Known::position).orElse(Long.MAX_VALUE) > head.position()) {
                session.forget();
                return get(session, found.id()).filter(record -> where.matches(record.fields())).stream();
            }
            return Stream.of(record(session, found, head.epoch(), own));
        }).toList();
    }

    /** Compares as JSON what the database cannot: looks at all that may match, a portion at a time. */
    private RecordPage scan(Session session, Version head, Query query) {
        var order = Comparator.comparing(Found::fields, query.order());
        var best = new PriorityQueue<>(order.reversed());
        var total = 0L;
        var portion = portion(session, query.where(), Optional.empty());
        while (!portion.isEmpty()) {
            for (var found : portion) {
                if (query.where().matches(found.fields())) {
                    total++;
                    keep(best, found, query);
                }
            }
            portion = portion.size() < PORTION
                    ? List.of()
                    : portion(session, query.where(), Optional.of(portion.get(PORTION - 1)));
        }
        var page = best.stream().sorted(order).skip(query.skip()).toList();
        return new RecordPage(records(session, head, page, query.where()),
                query.counted() ? OptionalLong.of(total) : OptionalLong.empty());
    }

    private static void keep(PriorityQueue<Found> best, Found found, Query query) {
        if (query.isAfter(found.fields())) {
            best.add(found);
        }
        if (best.size() > (long) query.skip() + query.limit()) {
            best.remove();
        }
    }

    /** In order of id. */
    private List<Found> portion(Session session, Condition where, Optional<Found> last) {
        session.forget();
        var place = last.map(found -> EntityJson.JSON.createArrayBuilder().add(found.fields().get("id")).build());
        return list(session, new Query(where, List.of(), place, PORTION, 0, false), 0);
    }
}
