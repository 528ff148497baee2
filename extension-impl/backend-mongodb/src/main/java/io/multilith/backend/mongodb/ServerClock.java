package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.Instant;

import org.bson.BsonDocument;
import org.bson.BsonInt32;

import com.mongodb.client.MongoDatabase;

/** The time of the database, which all processes share. Asked for now and then. Thread-safe. */
final class ServerClock {
    private static final Duration TRUSTED = Duration.ofMinutes(1);
    /** The older name of hello, which every server knows. */
    private static final BsonDocument IS_MASTER = new BsonDocument("isMaster", new BsonInt32(1));

    private final MongoDatabase database;
    private volatile Difference difference = new Difference(Duration.ZERO, Instant.EPOCH);

    private record Difference(Duration ahead, Instant seen) {
        boolean isOver(Instant now) {
            return now.isBefore(seen) || now.isAfter(seen.plus(TRUSTED));
        }
    }

    ServerClock(MongoDatabase database) {
        this.database = database;
    }

    Instant now() {
        var own = Instant.now();
        if (difference.isOver(own)) {
            var time = database.runCommand(IS_MASTER, BsonDocument.class).getDateTime("localTime").getValue();
            difference = new Difference(Duration.between(own, Instant.ofEpochMilli(time)), own);
        }
        return own.plus(difference.ahead());
    }
}
