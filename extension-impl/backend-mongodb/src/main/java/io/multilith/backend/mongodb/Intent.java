package io.multilith.backend.mongodb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/**
 * A unit of writes in the head document of its collection: what is going to be done by whoever comes by, in the form of the log
 * entries that it becomes. Immutable.
 *
 * @param nonce
 *     tells it from every other
 * @param entries
 *     one a write, with consecutive positions as their ids
 */
record Intent(String nonce, List<BsonDocument> entries) {
    private static final String NONCE = "nonce";
    private static final String ENTRIES = "entries";
    private static final String POSITION = "_id";
    private static final String RECORD = "id";
    private static final String KIND = "kind";
    private static final String TIME = "time";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String PATCH = "patch";

    Intent {
        entries = List.copyOf(entries);
    }

    static Intent of(List<RecordWrite> writes, long after) {
        var nonce = UUID.randomUUID().toString();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Intent(nonce, IntStream.range(0, writes.size())
                .mapToObj(i -> entry(writes.get(i), after + 1 + i, now).append(NONCE, new BsonString(nonce)))
                .toList());
    }

    private static BsonDocument entry(RecordWrite write, long position, Instant now) {
        var entry = new BsonDocument(POSITION, new BsonInt64(position)).append(RECORD, new BsonString(write.id()))
                .append(KIND, new BsonString(write.kind().wireName()))
                .append(TIME, new BsonDateTime(now.toEpochMilli()));
        put(entry, BEFORE, write.expected().map(StoredRecord::fields));
        put(entry, AFTER, write.after());
        put(entry, PATCH, write.patch());
        return entry;
    }

    private static void put(BsonDocument entry, String name, Optional<JsonObject> fields) {
        fields.ifPresent(present -> entry.append(name, JsonDocuments.document(present)));
    }

    static Intent from(BsonDocument document) {
        return new Intent(document.getString(NONCE).getValue(),
                document.getArray(ENTRIES).stream().map(entry -> entry.asDocument()).toList());
    }

    BsonDocument document() {
        return new BsonDocument(NONCE, new BsonString(nonce)).append(ENTRIES, new BsonArray(entries));
    }

    /** Whether a log entry has come of it. */
    boolean isOf(BsonDocument entry) {
        return nonce.equals(entry.getString(NONCE).getValue());
    }

    static long position(BsonDocument entry) {
        return entry.getInt64(POSITION).getValue();
    }

    static String id(BsonDocument entry) {
        return entry.getString(RECORD).getValue();
    }

    static Optional<JsonObject> after(BsonDocument entry) {
        return fields(entry, AFTER);
    }

    static ResourceChange change(BsonDocument entry, String collection, String epoch) {
        return new ResourceChange(collection, id(entry), kind(entry), new Version(epoch, position(entry)),
                Instant.ofEpochMilli(entry.getDateTime(TIME).getValue()), fields(entry, BEFORE), fields(entry, AFTER),
                fields(entry, PATCH));
    }

    private static ChangeKind kind(BsonDocument entry) {
        var name = entry.getString(KIND).getValue();
        for (var kind : ChangeKind.values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalStateException("The database has a change of the kind " + name);
    }

    private static Optional<JsonObject> fields(BsonDocument entry, String name) {
        return entry.containsKey(name)
                ? Optional.of(JsonDocuments.object(entry.getDocument(name)))
                : Optional.empty();
    }
}
