package io.multilith.backend.jpa;

import java.util.Optional;
import java.util.UUID;

import io.multilith.resource.Version;

/** Where the change log of one collection has come to: one row, which each transaction that writes has to itself at its end. */
final class Heads {
    private final String collection;

    Heads(String collection) {
        this.collection = collection;
    }

    /** Makes it at first. */
    Version read(Session session) {
        var sql = "SELECT epoch, position FROM multilith_head WHERE collection = ?1";
        return session.row(sql, collection).or(() -> {
            begin(session);
            return session.row(sql, collection);
        }).map(row -> new Version(row.text(0), row.number(1))).orElseThrow();
    }

    /** Keeps it as it is until this transaction ends. */
    Version hold(Session session) {
        return session.row("SELECT epoch, position FROM multilith_head WHERE collection = ?1 FOR UPDATE", collection)
                .map(row -> new Version(row.text(0), row.number(1))).orElseThrow();
    }

    /** Makes it, unless it is there. */
    void begin(Session session) {
        var epoch = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        session.update(session.database().insert(
                "INSERT INTO multilith_head (collection, epoch, position, told) VALUES (?1, ?2, 0, 0)"), collection,
                epoch);
    }

    /** Takes the next places for this transaction. The row is locked from here to its end. */
    Version advance(Session session, int places) {
        return advanced(session, places).or(() -> {
            begin(session);
            return advanced(session, places);
        }).orElseThrow();
    }

    private Optional<Version> advanced(Session session, int places) {
        return session.row(session.database().advance("epoch, position",
                "UPDATE multilith_head SET position = position + ?1 WHERE collection = ?2"), places, collection)
                .map(row -> new Version(row.text(0), row.number(1)));
    }

    void told(Session session, long position) {
        session.update("UPDATE multilith_head SET told = ?1 WHERE collection = ?2 AND told < ?3", position, collection,
                position);
    }

    long told(Session session) {
        return session.row("SELECT told FROM multilith_head WHERE collection = ?1", collection)
                .map(row -> row.number(0)).orElse(0L);
    }
}
