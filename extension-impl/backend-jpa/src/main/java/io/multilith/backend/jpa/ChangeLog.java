package io.multilith.backend.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import io.multilith.backend.jpa.Sql.Row;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/** The entries of one collection's change log. */
final class ChangeLog {
    static final String COLUMNS = "position, record_id, kind, at_millis, record_before, record_after, merge_patch";
    private static final int ROWS = 50;
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final String collection;

    ChangeLog(String collection) {
        this.collection = collection;
    }

    void append(Session session, List<ResourceChange> changes) {
        for (var from = 0; from < changes.size(); from += ROWS) {
            var part = changes.subList(from, Math.min(changes.size(), from + ROWS));
            var rows = IntStream.range(0, part.size()).mapToObj(i -> "(" + Sql.marks(1 + 8 * i, 8) + ")")
                    .collect(Collectors.joining(", "));
            session.update("INSERT INTO multilith_log (collection, " + COLUMNS + ") VALUES " + rows,
                    part.stream().flatMap(change -> values(change).stream()).toArray());
        }
    }

    private static List<Object> values(ResourceChange change) {
        return List.of(change.collection(), change.version().position(), change.id(), change.kind().name(),
                change.time().toEpochMilli(), text(change.before()), text(change.after()), text(change.patch()));
    }

    /** How a column has what may be absent. */
    static String text(Optional<JsonObject> fields) {
        return fields.map(JsonObject::toString).orElse("");
    }

    List<ResourceChange> after(Session session, String epoch, long position, int limit) {
        return session.rows("SELECT " + COLUMNS + " FROM multilith_log WHERE collection = ?1 AND position > ?2 "
                + "ORDER BY position LIMIT " + limit, collection, position).stream().map(row -> change(row, epoch))
                .toList();
    }

    List<ResourceChange> of(Session session, String epoch, String id, int limit) {
        var latest = new ArrayList<>(session.rows("SELECT " + COLUMNS + " FROM multilith_log WHERE collection = ?1 AND "
                + "record_id = ?2 ORDER BY position DESC LIMIT " + limit, collection, id).stream()
                .map(row -> change(row, epoch)).toList());
        Collections.reverse(latest);
        return latest;
    }

    private ResourceChange change(Row row, String epoch) {
        return new ResourceChange(collection, row.text(1), ChangeKind.valueOf(row.text(2)),
                new Version(epoch, row.number(0)), Instant.ofEpochMilli(row.number(3)), fields(row.text(4)),
                fields(row.text(5)), fields(row.text(6)));
    }

    private static Optional<JsonObject> fields(String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(EntityJson.parse(text));
    }

    /** Up to a position, some at a time, so that no transaction takes long. */
    void forget(Session session, long position) {
        var first = session.row("SELECT MIN(position) FROM multilith_log WHERE collection = ?1", collection)
                .flatMap(row -> row.perhapsNumber(0));
        first.filter(oldest -> oldest <= position)
                .ifPresent(
                        oldest -> session.update("DELETE FROM multilith_log WHERE collection = ?1 AND position <= ?2",
                                collection, Math.min(position, oldest + FORGOTTEN_AT_ONCE)));
    }
}
