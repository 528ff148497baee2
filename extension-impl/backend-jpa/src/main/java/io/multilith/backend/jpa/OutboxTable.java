package io.multilith.backend.jpa;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;

import io.multilith.events.Event;
import io.multilith.events.Priority;

/** The rows of events that wait for the broker, and the row that the one relay has to itself. Thread-safe. */
final class OutboxTable {
    /** No collection has such a name. */
    static final String HEAD = "$outbox";
    static final String TURN = "$outbox-turn";

    private final Heads head = new Heads(HEAD);

    record Entry(long position, Event event) {}

    void append(Session session, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        var position = head.advance(session, events.size()).position() - events.size();
        for (var event : events) {
            session.update("INSERT INTO multilith_outbox (position, source, event_id, event) VALUES (?1, ?2, ?3, ?4)",
                    ++position, event.source(), event.id(), write(event));
        }
    }

    /** How many wait at most. */
    long backlog(Session session) {
        return session.row("SELECT MIN(position), MAX(position) FROM multilith_outbox")
                .flatMap(row -> row.perhapsNumber(0).map(first -> row.number(1) - first + 1)).orElse(0L);
    }

    /** No other has it until this transaction ends. */
    boolean isOurTurn(Session session) {
        return session
                .row("SELECT epoch, position FROM multilith_head WHERE collection = ?1 FOR UPDATE SKIP LOCKED", TURN)
                .isPresent();
    }

    List<Entry> oldest(Session session, int limit) {
        return session.rows("SELECT position, event FROM multilith_outbox ORDER BY position LIMIT " + limit).stream()
                .map(row -> new Entry(row.number(0), read(row.text(1)))).toList();
    }

    void remove(Session session, List<Entry> entries) {
        if (!entries.isEmpty()) {
            session.update("DELETE FROM multilith_outbox WHERE position IN (" + Sql.marks(1, entries.size()) + ")",
                    entries.stream().map(Entry::position).toArray());
        }
    }

    private static String write(Event event) {
        var object = EntityJson.JSON.createObjectBuilder().add("id", event.id()).add("source", event.source())
                .add("type", event.type()).add("time", event.time().toString()).add("data", event.data())
                .add("priority", event.priority().level());
        event.subject().ifPresent(subject -> object.add("subject", subject));
        var extensions = EntityJson.JSON.createObjectBuilder();
        event.extensions().forEach(extensions::add);
        return object.add("extensions", extensions).build().toString();
    }

    private static Event read(String text) {
        JsonObject object;
        try (var reader = EntityJson.JSON.createReader(new StringReader(text))) {
            object = reader.readObject();
        }
        var extensions = object.getJsonObject("extensions");
        Map<String, String> named = extensions.keySet().stream()
                .collect(Collectors.toMap(name -> name, extensions::getString));
        return new Event(object.getString("id"), object.getString("source"), object.getString("type"),
                Optional.ofNullable(object.getString("subject", null)), Instant.parse(object.getString("time")),
                object.get("data"), new Priority(object.getInt("priority")), named);
    }
}
