package io.multilith.backend.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.multilith.backend.jpa.Unit.Change;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/**
 * Enters the only change of a transaction by one statement: its place, its entry in the log and its record's version. Others wait
 * for the place while each way to the database takes its time: here it is one, and the commit.
 */
record SingleEntry(String collection, Heads heads) {
    private static final String PLACE = "UPDATE multilith_head SET position = position + 1 WHERE collection = ?1 "
            + "RETURNING epoch, position";
    private static final String ENTRY = "INSERT INTO multilith_log (collection, " + ChangeLog.COLUMNS
            + ") SELECT ?1, position, ?2, ?3, ?4, ?5, ?6, ?7 FROM head";
    private static final String FIRST = "INSERT INTO multilith_version (collection, record_id, position, links) SELECT ?1, ?2, "
            + "position, '' FROM head ON CONFLICT (collection, record_id) DO UPDATE SET position = EXCLUDED.position, "
            + "links = EXCLUDED.links";
    /** What others have removed since may have left some. */
    private static final String UNLINKED = "DELETE FROM multilith_link WHERE collection = ?1 AND record_id = ?2";
    private static final String NEXT = "UPDATE multilith_version v SET position = head.position FROM head WHERE "
            + "v.collection = ?1 AND v.record_id = ?2";

    ResourceChange enter(Session session, Change change, Instant now) {
        var version = entered(session, change, now).or(() -> {
            heads.begin(session);
            return entered(session, change, now);
        }).orElseThrow();
        return new ResourceChange(collection, change.id(), change.kind(), version, now, change.before(), change.after(),
                change.patch());
    }

    /** Empty where the log was not begun; nothing is written then. */
    private Optional<Version> entered(Session session, Change change, Instant now) {
        var parts = new ArrayList<>(List.of("WITH head AS (" + PLACE + ")", "entry AS (" + ENTRY + ")"));
        if (change.isFirst()) {
            parts.add("version AS (" + FIRST + ")");
            parts.add("links AS (" + UNLINKED + ")");
        } else if (change.after().isPresent()) { // what is removed has its version no more
            parts.add("version AS (" + NEXT + ")");
        }
        return session.row(String.join(", ", parts) + " SELECT epoch, position FROM head", collection, change.id(),
                change.kind().name(), now.toEpochMilli(), ChangeLog.text(change.before()),
                ChangeLog.text(change.after()), ChangeLog.text(change.patch()))
                .map(row -> new Version(row.text(0), row.number(1)));
    }
}
