package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;

/** Names that are taken for a time, by the database's clock. */
final class Claims {
    private static final String ID = "_id";
    private static final String VALUE = "value";
    private static final String END = "end";

    private final MongoCollection<BsonDocument> claims;
    private final ServerClock clock;

    Claims(MongoDatabase database, String collection, ServerClock clock) {
        this.claims = database.getCollection(collection + ".claims", BsonDocument.class);
        this.clock = clock;
    }

    void index() {
        claims.createIndex(new BsonDocument(END, new BsonInt32(1)),
                new IndexOptions().expireAfter(1L, TimeUnit.MINUTES));
    }

    Optional<String> claim(String name, String value, Duration time) {
        while (true) {
            if (take(name, value, time)) {
                return Optional.empty();
            }
            var present = claims.find(named(name)).first();
            if (present != null && present.getDateTime(END).getValue() > clock.now().toEpochMilli()) {
                return Optional.of(present.getString(VALUE).getValue());
            }
        }
    }

    private boolean take(String name, String value, Duration time) {
        var now = clock.now();
        try {
            claims.updateOne(named(name).append(END, new BsonDocument("$lte", date(now))), set(value, now.plus(time)),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoException taken) {
            if (!Writing.isDuplicate(taken)) {
                throw taken;
            }
            return false;
        }
    }

    boolean renew(String name, String expected, String value, Duration time) {
        var now = clock.now();
        return claims.updateOne(named(name).append(VALUE, new BsonDocument("$eq", new BsonString(expected)))
                .append(END, new BsonDocument("$gt", date(now))), set(value, now.plus(time))).getMatchedCount() == 1;
    }

    private static BsonDocument named(String name) {
        return new BsonDocument(ID, new BsonString(name));
    }

    private static BsonDocument set(String value, Instant end) {
        return new BsonDocument("$set", new BsonDocument(VALUE, new BsonString(value)).append(END, date(end)));
    }

    private static BsonDateTime date(Instant time) {
        return new BsonDateTime(time.toEpochMilli());
    }
}
