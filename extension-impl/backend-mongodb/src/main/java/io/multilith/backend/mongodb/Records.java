package io.multilith.backend.mongodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

import io.multilith.resource.Query;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;

/**
 * The records of a collection, one document each: {@code record} is the record, {@code keys}, {@code whole} and {@code lower}
 * are what it is found by, {@code position} the change that it is of. Of a removed one a document with its position stays for
 * an hour, so that nobody who is late brings it back.
 */
final class Records {
    private static final String ID = "_id";
    private static final String POSITION = "position";
    private static final String RECORD = "record";
    private static final String LINKS = "links";
    private static final String GONE = "gone";
    private static final BsonInt32 UP = new BsonInt32(1);

    private final MongoCollection<BsonDocument> records;

    Records(MongoDatabase database, String collection) {
        this.records = database.getCollection(collection, BsonDocument.class);
    }

    void index(Set<String> fields) {
        var id = Filters.KEYS + Filters.ID;
        records.createIndex(new BsonDocument(id, UP));
        records.createIndex(new BsonDocument(LINKS, UP));
        records.createIndex(new BsonDocument(GONE, UP), new IndexOptions().expireAfter(1L, TimeUnit.HOURS));
        fields.forEach(field -> records
                .createIndex(new BsonDocument(Filters.KEYS + Names.encode(field), UP).append(id, UP)));
    }

    /** The positions of those that are there. */
    Map<String, Long> positions(Collection<String> ids) {
        var filter = new BsonDocument(ID,
                new BsonDocument("$in", new BsonArray(ids.stream().map(BsonString::new).toList())));
        var positions = new HashMap<String, Long>();
        records.find(filter).projection(new BsonDocument(POSITION, UP).append(GONE, UP)).forEach(document -> {
            if (!document.containsKey(GONE)) {
                positions.put(document.getString(ID).getValue(), position(document));
            }
        });
        return positions;
    }

    Optional<StoredRecord> get(String id, String epoch) {
        return Optional.ofNullable(records.find(new BsonDocument(ID, new BsonString(id))).first())
                .filter(document -> document.containsKey(RECORD)).map(document -> record(document, epoch));
    }

    List<StoredRecord> find(Query query, String epoch) {
        var filters = new ArrayList<>(List.of(Filters.ANY, Filters.filter(query.where())));
        query.after().ifPresent(place -> filters.add(Filters.after(query.sort(), place)));
        return query.limit() == 0
                ? List.of()
                : list(Filters.both(filters), Filters.order(query), query.skip(), query.limit(), epoch);
    }

    long count(Query query) {
        return records.countDocuments(Filters.both(List.of(Filters.ANY, Filters.filter(query.where()))));
    }

    List<StoredRecord> linkedTo(RecordReference target, int limit, String epoch) {
        return limit <= 0
                ? List.of()
                : list(new BsonDocument(LINKS, new BsonDocument("$eq", link(target))), new BsonDocument(), 0, limit,
                        epoch);
    }

    private List<StoredRecord> list(BsonDocument filter, BsonDocument order, int skip, int limit, String epoch) {
        return records.find(filter).projection(new BsonDocument(POSITION, UP).append(RECORD, UP)).sort(order)
                .skip(skip).limit(limit).map(document -> record(document, epoch)).into(new ArrayList<>());
    }

    /** Does each write that was not done yet. */
    void apply(List<BsonDocument> entries, long now) {
        var writes = entries.stream().map(entry -> {
            var document = Intent.after(entry).map(Records::document)
                    .orElseGet(() -> new BsonDocument(GONE, new BsonDateTime(now)));
            var position = new BsonInt64(Intent.position(entry));
            return new ReplaceOneModel<>(new BsonDocument(ID, new BsonString(Intent.id(entry)))
                    .append(POSITION, new BsonDocument("$lt", position)), document.append(POSITION, position),
                    new ReplaceOptions().upsert(true));
        }).toList();
        Writing.missing(() -> records.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }

    /** All of it but its id and position. */
    static BsonDocument document(JsonObject fields) {
        var keys = new BsonDocument();
        var whole = new BsonDocument();
        var lower = new BsonDocument();
        fields.forEach((field, value) -> {
            var name = Names.encode(field);
            OrderKeys.key(value).ifPresent(key -> keys.put(name, new BsonString(key)));
            if (OrderKeys.isWhole(value)) {
                whole.put(name, new BsonString(OrderKeys.whole(value)));
            }
            lowered(value).ifPresent(text -> lower.put(name, new BsonString(OrderKeys.text(text))));
        });
        var document = new BsonDocument(RECORD, JsonDocuments.document(fields)).append("keys", keys)
                .append("whole", whole).append("lower", lower);
        var links = RecordLink.of(fields).stream().map(link -> link(link.target())).distinct().toList();
        return links.isEmpty() ? document : document.append(LINKS, new BsonArray(links));
    }

    /** A text in lower case, where that is another one. */
    private static Optional<String> lowered(JsonValue value) {
        if (value instanceof JsonString text) {
            var lower = OrderKeys.lower(text.getString());
            return lower.equals(text.getString()) ? Optional.empty() : Optional.of(lower);
        }
        return Optional.empty();
    }

    private static BsonString link(RecordReference target) {
        return new BsonString(target.collection() + " " + target.id());
    }

    private static StoredRecord record(BsonDocument document, String epoch) {
        return new StoredRecord(document.getString(ID).getValue(),
                JsonDocuments.object(document.getDocument(RECORD)), new Version(epoch, position(document)));
    }

    private static long position(BsonDocument document) {
        return document.getInt64(POSITION).getValue();
    }
}
