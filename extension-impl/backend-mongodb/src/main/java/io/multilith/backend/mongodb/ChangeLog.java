package io.multilith.backend.mongodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;

/** The log of a collection, one document an entry, its position the document's id. */
final class ChangeLog {
    private static final String POSITION = "_id";
    private static final String RECORD = "id";
    private static final BsonInt32 UP = new BsonInt32(1);
    private static final BsonInt32 DOWN = new BsonInt32(-1);

    private final MongoCollection<BsonDocument> entries;

    ChangeLog(MongoDatabase database, String collection) {
        this.entries = database.getCollection(collection + ".log", BsonDocument.class);
    }

    void index() {
        entries.createIndex(new BsonDocument(RECORD, UP).append(POSITION, UP));
    }

    /** Appends those that are not there yet. */
    void append(List<BsonDocument> missing) {
        Writing.missing(() -> entries.insertMany(missing, new InsertManyOptions().ordered(false)));
    }

    /** In order, from behind a position to another. */
    List<BsonDocument> read(long after, long last, int limit) {
        return limit <= 0 || after >= last
                ? List.of()
                : entries.find(between(after, last)).sort(new BsonDocument(POSITION, UP)).limit(limit)
                        .into(new ArrayList<>());
    }

    /** The latest of one record, in order. */
    List<BsonDocument> history(String id, long after, long last, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        var latest = entries.find(between(after, last).append(RECORD, new BsonString(id)))
                .sort(new BsonDocument(POSITION, DOWN)).limit(limit).into(new ArrayList<>());
        Collections.reverse(latest);
        return latest;
    }

    Optional<BsonDocument> at(long position) {
        return Optional.ofNullable(entries.find(new BsonDocument(POSITION, new BsonInt64(position))).first());
    }

    void forget(long last) {
        entries.deleteMany(new BsonDocument(POSITION, new BsonDocument("$lte", new BsonInt64(last))));
    }

    private static BsonDocument between(long after, long last) {
        return new BsonDocument(POSITION,
                new BsonDocument("$gt", new BsonInt64(after)).append("$lte", new BsonInt64(last)));
    }
}
