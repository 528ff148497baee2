package io.multilith.impl.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import jakarta.json.JsonObject;

import io.multilith.impl.json.RecordFields;
import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.Version;

/** Reads all records that a query means, as they are at one position of the log, whatever is written meanwhile. */
public final class SnapshotReader {
    private static final int MAX_RECORDS = 10_000;
    private static final int PORTION = 500;
    private static final int MAX_TRIES = 100;

    private final FollowedCollection collection;
    private final ReadQuery read;

    /**
     * What was read.
     *
     * @param records
     *            what is shown of them, in order of id
     */
    public record Snapshot(List<JsonObject> records, Version position) {}

    public SnapshotReader(FollowedCollection collection, ReadQuery read) {
        this.collection = collection;
        this.read = read;
    }

    public Snapshot read() {
        for (var tries = 1; true; tries++) {
            try {
                return tryToRead();
            } catch (StaleWriteException logForgotMeanwhile) {
                if (tries == MAX_TRIES) {
                    throw new ProblemException(ErrorName.CONFLICT, "contended",
                            "The collection changes too fast to be read as of one moment.");
                }
            }
        }
    }

    private Snapshot tryToRead() throws StaleWriteException {
        var begun = collection.store().head();
        var records = scan();
        var ended = catchUp(begun, records);
        requireFew(records.size());
        return new Snapshot(records.values().stream()
                .map(record -> read.selected(collection.visible().apply(record))).toList(), ended);
    }

    /**
     * As they were at a position, by the fields that they are stored with: what happened since is undone.
     *
     * @throws StaleWriteException
     *             if the log no longer reaches back to it
     */
    Map<String, JsonObject> at(Version position) throws StaleWriteException {
        var records = scan();
        var undone = new HashSet<String>();
        forEachChange(position, change -> {
            if (undone.add(change.id())) {
                put(change.id(), change.before(), records);
            }
        });
        requireFew(records.size());
        return records;
    }

    /** A request to another node cannot say every condition, and asks for more then. */
    private Map<String, JsonObject> scan() {
        var records = new TreeMap<String, JsonObject>(collection.order());
        var query = read.query().limitedTo(Query.MAX_LIMIT).uncounted();
        List<JsonObject> page;
        do {
            page = collection.store().find(query);
            page.forEach(record -> put(RecordFields.id(record), Optional.of(record), records));
            requireFew(records.size());
            if (page.size() == Query.MAX_LIMIT) {
                query = query.after(query.place(page.get(page.size() - 1)));
            }
        } while (page.size() == Query.MAX_LIMIT);
        return records;
    }

    /** A page may have seen more than the one before it: what the log says happened since is done to all of them. */
    private Version catchUp(Version begun, Map<String, JsonObject> records) throws StaleWriteException {
        return forEachChange(begun, change -> put(change.id(), change.after(), records));
    }

    private Version forEachChange(Version after, Consumer<ResourceChange> visitor) throws StaleWriteException {
        var ended = collection.store().head();
        if (!ended.epoch().equals(after.epoch())) {
            throw new StaleWriteException(collection.name());
        }
        var reached = after.position();
        while (reached < ended.position()) {
            var changes = collection.store().changes(reached, (int) Math.min(PORTION, ended.position() - reached));
            if (changes.isEmpty() || changes.get(0).version().position() != reached + 1) {
                throw new StaleWriteException(collection.name());
            }
            changes.forEach(visitor);
            reached += changes.size();
        }
        return ended;
    }

    private void put(String id, Optional<JsonObject> state, Map<String, JsonObject> records) {
        state.filter(read.query().where()::matches)
                .ifPresentOrElse(record -> records.put(id, record), () -> records.remove(id));
    }

    private static void requireFew(int records) {
        if (records > MAX_RECORDS) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-records",
                    "A snapshot has at most " + MAX_RECORDS + " records; the query means more.");
        }
    }
}
