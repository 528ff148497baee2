package io.multilith.backend.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.backend.jpa.Sql.Row;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.Version;

/** What is known of one collection's records beside their entities: the place of the last change, and the links. */
final class Versions {
    private static final int IDS = 200;

    private final String collection;

    /**
     * Of one record.
     *
     * @param position
     *            of its last change
     */
    record Known(long position, Optional<JsonValue> links) {}

    /**
     * Of one record, and where the log was.
     *
     * @param known
     *            absent: it was never changed by this backend
     */
    record Seen(Version head, Optional<Known> known) {
        /** Whether nothing happened to the record between this and that. */
        boolean isSameAs(Seen other) {
            return known.equals(other.known) && (known.isPresent() || head.equals(other.head));
        }
    }

    Versions(String collection) {
        this.collection = collection;
    }

    /** Empty where the log of the collection was not begun. */
    Optional<Seen> see(Session session, String id) {
        return session.row(
                "SELECT h.epoch, h.position, v.position, v.links FROM multilith_head h LEFT JOIN multilith_version v "
                        + "ON v.collection = h.collection AND v.record_id = ?1 WHERE h.collection = ?2",
                id, collection)
                .map(row -> new Seen(new Version(row.text(0), row.number(1)),
                        row.perhapsNumber(2).map(position -> new Known(position, links(row.text(3))))));
    }

    Map<String, Known> read(Session session, Collection<String> ids) {
        return read(session, ids, "");
    }

    /** Locks what there is. In one order, so that two who want the same do not wait for each other. */
    Map<String, Known> lock(Session session, Collection<String> ids) {
        return read(session, ids.stream().sorted().toList(), " ORDER BY record_id FOR UPDATE");
    }

    private Map<String, Known> read(Session session, Collection<String> ids, String end) {
        var known = new HashMap<String, Known>();
        var all = new ArrayList<>(ids);
        for (var from = 0; from < all.size(); from += IDS) {
            var part = all.subList(from, Math.min(all.size(), from + IDS));
            var parameters = new ArrayList<Object>(List.of(collection));
            parameters.addAll(part);
            for (Row row : session
                    .rows("SELECT record_id, position, links FROM multilith_version WHERE collection = ?1 "
                            + "AND record_id IN (" + Sql.marks(2, part.size()) + ")" + end, parameters.toArray())) {
                known.put(row.text(0), new Known(row.number(1), links(row.text(2))));
            }
        }
        return known;
    }

    private static Optional<JsonValue> links(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(EntityJson.parse(text));
    }

    /** Whether there was none yet; no other transaction can have it then. */
    boolean insert(Session session, String id) {
        return session.update(session.database().insert(
                "INSERT INTO multilith_version (collection, record_id, position, links) VALUES (?1, ?2, 0, '')"),
                collection,
                id) == 1;
    }

    void remove(Session session, String id) {
        session.update("DELETE FROM multilith_version WHERE collection = ?1 AND record_id = ?2", collection, id);
        session.update("DELETE FROM multilith_link WHERE collection = ?1 AND record_id = ?2", collection, id);
    }

    void link(Session session, String id, JsonObject fields) {
        session.update("UPDATE multilith_version SET links = ?1 WHERE collection = ?2 AND record_id = ?3",
                Optional.ofNullable(fields.get(RecordLink.LINKS)).map(JsonValue::toString).orElse(""), collection, id);
        session.update("DELETE FROM multilith_link WHERE collection = ?1 AND record_id = ?2", collection, id);
        RecordLink.of(fields).stream().map(RecordLink::target).distinct()
                .forEach(target -> session.update(
                        "INSERT INTO multilith_link (collection, record_id, target_collection, "
                                + "target_id) VALUES (?1, ?2, ?3, ?4)",
                        collection, id, target.collection(), target.id()));
    }

    List<String> linkedTo(Session session, RecordReference target, int limit) {
        return session.rows("SELECT record_id FROM multilith_link WHERE collection = ?1 AND target_collection = ?2 AND "
                + "target_id = ?3 LIMIT " + limit, collection, target.collection(), target.id()).stream()
                .map(row -> row.text(0)).toList();
    }

    /** Notes the places of new records in the log. What others have removed since may have left rows. */
    void begin(Session session, Map<String, Long> positions) {
        var all = new ArrayList<>(positions.entrySet());
        for (var from = 0; from < all.size(); from += IDS) {
            var part = all.subList(from, Math.min(all.size(), from + IDS));
            var rows = IntStream.range(0, part.size())
                    .mapToObj(i -> "(?1, ?%d, ?%d, '')".formatted(2 + 2 * i, 3 + 2 * i))
                    .collect(Collectors.joining(", "));
            var ids = new ArrayList<Object>(List.of(collection));
            part.forEach(place -> ids.add(place.getKey()));
            session.update("DELETE FROM multilith_link WHERE collection = ?1 AND record_id IN ("
                    + Sql.marks(2, part.size()) + ")", ids.toArray());
            var parameters = new ArrayList<Object>(List.of(collection));
            part.forEach(place -> parameters.addAll(List.of(place.getKey(), place.getValue())));
            session.update(session.database().put("multilith_version", "collection, record_id, position, links",
                    "collection, record_id", rows), parameters.toArray());
        }
    }

    /** Notes the places of changed records in the log. */
    void place(Session session, Map<String, Long> positions) {
        var all = new ArrayList<>(positions.entrySet());
        for (var from = 0; from < all.size(); from += IDS) {
            var parameters = new ArrayList<Object>(List.of(collection));
            var cases = new StringBuilder();
            var part = all.subList(from, Math.min(all.size(), from + IDS));
            part.forEach(place -> {
                cases.append(" WHEN ?%d THEN CAST(?%d AS BIGINT)".formatted(parameters.size() + 1,
                        parameters.size() + 2));
                parameters.add(place.getKey());
                parameters.add(place.getValue());
            });
            var ids = parameters.size() + 1;
            part.forEach(place -> parameters.add(place.getKey()));
            session.update("UPDATE multilith_version SET position = CASE record_id" + cases
                    + " END WHERE collection = ?1 AND record_id IN (" + Sql.marks(ids, part.size()) + ")",
                    parameters.toArray());
        }
    }
}
