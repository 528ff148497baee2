package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;

/** The document of {@code multilith.heads} that says how far a collection has come. */
final class CollectionHead {
    private static final String HEADS = "multilith.heads";
    private static final String ID = "_id";
    private static final String EPOCH = "epoch";
    private static final String POSITION = "position";
    private static final String TOLD = "told";
    private static final String FORGOTTEN = "forgotten";
    private static final String INTENT = "intent";
    private static final String NONCE = "intent.nonce";
    private static final String HELD_UNTIL = "heldUntil";
    private static final int EPOCH_LENGTH = 12;

    private final MongoCollection<BsonDocument> heads;
    private final BsonDocument id;
    private final ServerClock clock;

    CollectionHead(MongoDatabase database, String collection, ServerClock clock) {
        this.heads = database.getCollection(HEADS, BsonDocument.class);
        this.id = new BsonDocument(ID, new BsonString(collection));
        this.clock = clock;
    }

    HeadState read() {
        var read = Instant.now();
        return state(Optional.ofNullable(heads.find(id).first()).orElseGet(this::made), read);
    }

    /** Made once, whoever is first. */
    private BsonDocument made() {
        var epoch = UUID.randomUUID().toString().replace("-", "").substring(0, EPOCH_LENGTH);
        var fresh = new BsonDocument(EPOCH, new BsonString(epoch)).append(POSITION, new BsonInt64(0))
                .append(TOLD, new BsonInt64(0)).append(FORGOTTEN, new BsonInt64(0));
        return Writing.again(() -> heads.findOneAndUpdate(id, new BsonDocument("$setOnInsert", fresh),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
    }

    private static HeadState state(BsonDocument head, Instant read) {
        return new HeadState(head.getString(EPOCH).getValue(), head.getInt64(POSITION).getValue(),
                head.getInt64(TOLD).getValue(), head.getInt64(FORGOTTEN).getValue(),
                head.containsKey(INTENT) ? Optional.of(Intent.from(head.getDocument(INTENT))) : Optional.empty(),
                read);
    }

    /** The point of a commit: from now on the unit is written, whoever finishes it. Not when somebody was faster. */
    boolean begin(HeadState state, BsonDocument intent) {
        return heads.updateOne(free(state), set(INTENT, intent)).getModifiedCount() == 1;
    }

    /** Does nothing when somebody else has ended it. */
    void end(HeadState state) {
        var intent = state.intent().orElseThrow();
        heads.updateOne(id.clone().append(POSITION, new BsonInt64(state.position()))
                .append(NONCE, new BsonString(intent.nonce())),
                set(POSITION, new BsonInt64(state.done().position())).append("$unset",
                        new BsonDocument(INTENT, new BsonString(""))));
    }

    /** Keeps writers from beginning for a time, so that a reader can see one moment. */
    Optional<BsonDateTime> hold(HeadState state, Duration time) {
        var until = new BsonDateTime(clock.now().plus(time).toEpochMilli());
        return heads.updateOne(free(state), set(HELD_UNTIL, until)).getModifiedCount() == 1
                ? Optional.of(until)
                : Optional.empty();
    }

    void release(BsonDateTime until) {
        heads.updateOne(id.clone().append(HELD_UNTIL, until),
                new BsonDocument("$unset", new BsonDocument(HELD_UNTIL, new BsonString(""))));
    }

    private BsonDocument free(HeadState state) {
        var now = new BsonDateTime(clock.now().toEpochMilli());
        return Filters.both(List.of(id, new BsonDocument(POSITION, new BsonInt64(state.position())),
                new BsonDocument(INTENT, BsonNull.VALUE),
                new BsonDocument("$or", new BsonArray(List.of(new BsonDocument(HELD_UNTIL, BsonNull.VALUE),
                        new BsonDocument(HELD_UNTIL, new BsonDocument("$lte", now)))))));
    }

    void told(long position) {
        read();
        heads.updateOne(id, new BsonDocument("$max", new BsonDocument(TOLD, new BsonInt64(position))));
    }

    void forgotten(long position) {
        heads.updateOne(id, new BsonDocument("$max", new BsonDocument(FORGOTTEN, new BsonInt64(position))));
    }

    private static BsonDocument set(String name, BsonValue value) {
        return new BsonDocument("$set", new BsonDocument(name, value));
    }
}
