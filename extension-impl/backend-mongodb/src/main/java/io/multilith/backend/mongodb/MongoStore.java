package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordPage;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;

/**
 * One collection in MongoDB: its records in the MongoDB collection of its name, its log in {@code <name>.log}, claims in
 * {@code <name>.claims}, its head in a document of {@code multilith.heads}. {@link Commits} says how a unit is written; every
 * call first finishes what somebody has begun, so that nobody sees a half.
 */
final class MongoStore implements CollectionStore {
    private static final Logger LOG = Logger.getLogger(MongoStore.class);
    private static final int FREE_TRIES = 5;
    private static final int TRIES = 50;
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final CollectionDefinition definition;
    private final Duration timeout;
    private final CollectionHead head;
    private final Records records;
    private final ChangeLog log;
    private final Claims claims;
    private final Commits commits;
    private volatile boolean indexed;

    MongoStore(CollectionDefinition definition, MongoDatabase database, Duration timeout) {
        this(definition, database, timeout, () -> {});
    }

    /**
     * @param step
     *     is run between each two steps of a commit
     */
    MongoStore(CollectionDefinition definition, MongoDatabase database, Duration timeout, Runnable step) {
        var clock = new ServerClock(database);
        this.definition = definition;
        this.timeout = timeout;
        this.head = new CollectionHead(database, definition.name(), clock);
        this.records = new Records(database, definition.name());
        this.log = new ChangeLog(database, definition.name());
        this.claims = new Claims(database, definition.name(), clock);
        this.commits = new Commits(head, log, records, step);
    }

    @Override
    public Version head() {
        return call(() -> commits.settled().version());
    }

    @Override
    public Optional<StoredRecord> get(String id) {
        return call(() -> records.get(id, commits.settled().epoch()));
    }

    @Override
    public RecordPage find(Query query) {
        return call(() -> atOneMoment(state -> new RecordPage(records.find(query, state.epoch()),
                query.counted() ? OptionalLong.of(records.count(query)) : OptionalLong.empty())));
    }

    @Override
    public List<StoredRecord> linkedTo(RecordReference target, int limit) {
        return call(() -> atOneMoment(state -> records.linkedTo(target, limit, state.epoch())));
    }

    /** Reads until nobody has written meanwhile; when that takes too long, writers have to wait. */
    private <T> T atOneMoment(Function<HeadState, T> reading) {
        for (var tries = 1; tries <= TRIES; tries++) {
            var state = commits.settled();
            var held = tries > FREE_TRIES ? head.hold(state, timeout) : Optional.<BsonDateTime>empty();
            try {
                var result = reading.apply(state);
                var now = head.read();
                if (now.intent().isEmpty() && now.version().equals(state.version())) {
                    return result;
                }
            } finally {
                held.ifPresent(head::release);
            }
        }
        throw new ProblemException(ErrorName.UNAVAILABLE, "contended",
                "The collection changes too often to be read at one moment.");
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        if (writes.isEmpty()) {
            return List.of();
        }
        try {
            prepare();
            var commit = commits.commit(writes);
            tidyUp(commit.state());
            return changes(commit.entries(), commit.state().epoch());
        } catch (MongoException failed) {
            throw unavailable(failed);
        }
    }

    /** What was committed stays so; what could not be forgotten is with the next commit. */
    private void tidyUp(HeadState state) {
        try {
            forget(state);
        } catch (MongoException away) {
            LOG.debugf(away, "The log of %s was not shortened", definition.name());
        }
    }

    /** Now and then what is not needed any more. */
    private void forget(HeadState state) {
        var needless = Math.min(state.position() - Math.max(1, definition.history()), state.told());
        if (needless - state.forgotten() >= Math.min(Math.max(definition.history(), 1), FORGOTTEN_AT_ONCE)) {
            head.forgotten(needless);
            log.forget(needless);
        }
    }

    @Override
    public List<ResourceChange> changes(long after, int limit) {
        return call(() -> {
            for (var tries = 0; tries < TRIES; tries++) {
                var state = commits.settled();
                var entries = log.read(Math.max(after, state.forgotten()), state.position(), limit);
                if (isWhole(entries)) {
                    return changes(entries, state.epoch());
                }
            }
            throw new ProblemException(ErrorName.UNAVAILABLE, "contended", "The log is forgotten while it is read.");
        });
    }

    private static boolean isWhole(List<BsonDocument> entries) {
        return entries.isEmpty() || Intent.position(entries.get(entries.size() - 1))
                - Intent.position(entries.get(0)) == entries.size() - 1;
    }

    @Override
    public List<ResourceChange> history(String id, int limit) {
        return call(() -> {
            var state = commits.settled();
            return changes(log.history(id, state.forgotten(), state.position(), limit), state.epoch());
        });
    }

    private List<ResourceChange> changes(List<BsonDocument> entries, String epoch) {
        return entries.stream().map(entry -> Intent.change(entry, definition.name(), epoch)).toList();
    }

    @Override
    public void told(long position) {
        call(() -> {
            head.told(position);
            return position;
        });
    }

    @Override
    public long told() {
        return call(() -> head.read().told());
    }

    @Override
    public Optional<String> claim(String name, String value, Duration time) {
        return call(() -> claims.claim(name, value, time));
    }

    @Override
    public boolean renew(String name, String expected, String value, Duration time) {
        return call(() -> claims.renew(name, expected, value, time));
    }

    private <T> T call(Supplier<T> operation) {
        try {
            prepare();
            return operation.get();
        } catch (MongoException failed) {
            throw unavailable(failed);
        }
    }

    /** As soon as the database is there. */
    private void prepare() {
        if (!indexed) {
            records.index(definition.indexes());
            log.index();
            claims.index();
            indexed = true;
        }
    }

    private static ProblemException unavailable(MongoException failed) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNAVAILABLE, "backend-unavailable",
                "The database is away."), failed);
    }
}
