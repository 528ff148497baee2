package io.multilith.backend.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;

import com.mongodb.MongoException;

/**
 * Commits units without transactions, all or nothing:
 * <ol>
 * <li>what somebody else has begun is finished,
 * <li>the records are compared with what the writes expect,
 * <li>the unit is written into the head document as an {@link Intent}, if that has not changed since; that is the commit,
 * <li>its entries are added to the log,
 * <li>its records are written, each unless its document is of this or a later position,
 * <li>the head moves on and loses the intent.
 * </ol>
 * The last three may be done several times and by several, also by one who is late.
 */
final class Commits {
    private static final Logger LOG = Logger.getLogger(Commits.class);
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_LOST = 3;
    private static final int PAUSE_NANOS = 2_000_000;
    private static final int MAX_BYTES = 12 << 20;
    private static final int SMALL_BYTES = 1 << 20;
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final AtomicInteger failures = new AtomicInteger();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final CollectionHead head;
    private final ChangeLog log;
    private final Records records;
    private final Runnable step;

    /**
     * @param step
     *     is run between each two of them
     */
    Commits(CollectionHead head, ChangeLog log, Records records, Runnable step) {
        this.head = head;
        this.log = log;
        this.records = records;
        this.step = step;
    }

    /** The head without an intent: one that is there is finished. */
    HeadState settled() {
        var state = head.read();
        if (state.intent().isEmpty()) {
            return state;
        }
        finish(state);
        return state.done();
    }

    /** Those of this process need not race. When one fails, those behind it do not wait for the database once more each. */
    Commit commit(List<RecordWrite> writes) throws StaleWriteException {
        var failuresBefore = failures.get();
        turn.lock();
        try {
            if (failures.get() > failuresBefore) {
                throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "The database is away.");
            }
            return inTurn(writes);
        } catch (MongoException away) {
            failures.incrementAndGet();
            throw away;
        } finally {
            turn.unlock();
        }
    }

    /**
     * What a commit has done.
     *
     * @param state
     *     the head after it
     */
    record Commit(HeadState state, List<BsonDocument> entries) {}

    private Commit inTurn(List<RecordWrite> writes) throws StaleWriteException {
        var end = Instant.now().plus(PATIENCE);
        var tried = Optional.<HeadState>empty();
        var lost = 0;
        while (Instant.now().isBefore(end)) {
            var state = settled();
            if (tried.isPresent() && isDone(tried.get())) { // though its answer was lost
                return new Commit(tried.get().done(), tried.get().intent().orElseThrow().entries());
            }
            requireExpected(writes, state.epoch());
            var begun = state.with(Intent.of(writes, state.position()));
            step.run();
            try {
                if (head.begin(begun, intent(begun))) {
                    finishNowOrLater(begun);
                    return new Commit(begun.done(), begun.intent().orElseThrow().entries());
                }
            } catch (MongoException unknown) { // whether it is done, which the head tells
                if (++lost == MAX_LOST) {
                    throw unknown;
                }
            }
            tried = Optional.of(begun);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(PAUSE_NANOS));
        }
        throw new ProblemException(ErrorName.UNAVAILABLE, "contended",
                "Others write this collection all the time, so that this write found no turn.");
    }

    private void requireExpected(List<RecordWrite> writes, String epoch) throws StaleWriteException {
        var positions = records.positions(writes.stream().map(RecordWrite::id).toList());
        for (var write : writes) {
            var present = positions.get(write.id());
            var expected = write.expected().map(record -> record.version());
            if (expected.filter(version -> !version.epoch().equals(epoch)).isPresent()
                    || !Objects.equals(present, expected.map(version -> version.position()).orElse(null))) {
                throw new StaleWriteException(write.id());
            }
        }
    }

    private static RawBsonDocument intent(HeadState begun) {
        var intent = begun.intent().orElseThrow();
        var document = new RawBsonDocument(intent.document(), CODEC);
        requireRoom(document, intent);
        return document;
    }

    /** What is begun must not fail for its size. */
    private static void requireRoom(RawBsonDocument unit, Intent intent) {
        var size = size(unit);
        if (size > SMALL_BYTES) {
            size = Math.max(size, intent.entries().stream().flatMap(entry -> Intent.after(entry).stream())
                    .mapToInt(fields -> size(new RawBsonDocument(Records.document(fields), CODEC))).max().orElse(0));
        }
        if (size > MAX_BYTES) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-large",
                    "The records are too large to be written at once.");
        }
    }

    private static int size(RawBsonDocument document) {
        return document.getByteBuffer().remaining();
    }

    private boolean isDone(HeadState tried) {
        return log.at(tried.position() + 1).filter(tried.intent().orElseThrow()::isOf).isPresent();
    }

    /** The unit is written, so that it is no failure of it when the database goes away now. */
    private void finishNowOrLater(HeadState begun) {
        try {
            finish(begun);
        } catch (MongoException | ProblemException later) {
            LOG.debug("The next caller finishes what is written", later);
        }
    }

    private void finish(HeadState state) {
        var entries = state.intent().orElseThrow().entries();
        requireInTime(state);
        log.append(entries);
        requireInTime(state);
        records.apply(entries, Instant.now().toEpochMilli());
        requireInTime(state);
        head.end(state);
        step.run();
    }

    /** Who has slept for long must not do what was done and undone meanwhile. */
    private void requireInTime(HeadState state) {
        step.run();
        if (Instant.now().isAfter(state.read().plus(LATE))) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "The database is too slow.");
        }
    }
}
