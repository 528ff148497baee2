package io.multilith.backend.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

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

/** One collection of entities. */
final class JpaStore implements CollectionStore {
    /** How many more entries are told before some are forgotten: so that it costs little per entry. */
    private static final int FORGET_EACH = 100;

    private final AtomicLong forgottenAt = new AtomicLong(-FORGET_EACH);
    private final CollectionDefinition definition;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Heads heads;
    private final ChangeLog log;
    private final Claims claims;
    private final RecordReader reader;
    private final RecordWriter writer;

    JpaStore(CollectionDefinition definition, EntityShape shape, Sessions sessions, Transactions transactions) {
        var json = new EntityJson();
        var name = definition.name();
        var versions = new Versions(name);
        this.definition = definition;
        this.sessions = sessions;
        this.transactions = transactions;
        this.heads = new Heads(name);
        this.log = new ChangeLog(name);
        this.claims = new Claims(name);
        this.reader = new RecordReader(name, shape, json, heads, versions);
        this.writer = new RecordWriter(shape, json, new Unit.Journal(name, heads, log, versions, definition.grown()));
    }

    @Override
    public Version head() {
        return read(heads::read);
    }

    @Override
    public Optional<StoredRecord> get(String id) {
        return read(session -> reader.get(session, id));
    }

    @Override
    public RecordPage find(Query query) {
        return read(session -> reader.find(session, query));
    }

    @Override
    public List<StoredRecord> linkedTo(RecordReference target, int limit) {
        return read(session -> reader.linkedTo(session, target, limit));
    }

    @Override
    public List<ResourceChange> changes(long after, int limit) {
        return read(session -> log.after(session, heads.read(session).epoch(), after, limit));
    }

    @Override
    public List<ResourceChange> history(String id, int limit) {
        return read(session -> log.of(session, heads.read(session).epoch(), id, limit));
    }

    @Override
    public long told() {
        return read(heads::told);
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        if (writes.isEmpty()) {
            return List.of();
        }
        var isJoining = sessions.isJoining(); // which cannot be asked any more once the transaction has failed
        try {
            return sessions.within(session -> write(session, writes), Set.of(Fault.CONTENDED));
        } catch (RuntimeException failed) {
            var fault = Fault.of(failed);
            if (!isJoining && (fault == Fault.CONTENDED || (fault == Fault.DUPLICATE && isStale(writes)))) {
                throw new StaleWriteException(writes.get(0).id());
            }
            throw fault.problem(failed);
        }
    }

    private List<ResourceChange> write(Session session, List<RecordWrite> writes) throws StaleWriteException {
        if (session.isOwn()) {
            var unit = new Unit();
            writer.write(session, unit, writes);
            return unit.complete();
        }
        writer.write(session, transactions.beginUnit(), writes);
        return List.of();
    }

    /** Whether it was an id that was there already, and no other value. */
    private boolean isStale(List<RecordWrite> writes) {
        return writes.stream().filter(write -> write.expected().isEmpty())
                .anyMatch(write -> get(write.id()).isPresent());
    }

    @Override
    public void told(long position) {
        write(session -> {
            heads.told(session, position);
            if (position - forgottenAt.get() >= FORGET_EACH) {
                var last = heads.read(session).position() - Math.max(1, definition.history());
                log.forget(session, Math.min(position, last));
                forgottenAt.set(position);
            }
            return position;
        });
    }

    @Override
    public Optional<String> claim(String name, String value, Duration time) {
        return write(session -> claims.claim(session, name, value, time)).orElseGet(() -> claim(name, value, time));
    }

    @Override
    public boolean renew(String name, String expected, String value, Duration time) {
        return write(session -> claims.renew(session, name, expected, value, time));
    }

    private <T> T read(Sessions.Work<T> work) {
        return translated(() -> sessions.read(work));
    }

    private <T> T write(Sessions.Work<T> work) {
        return translated(() -> sessions.write(work, Sessions.PASSING));
    }

    private static <T> T translated(Transactions.Work<T> work) {
        try {
            return work.run();
        } catch (StaleWriteException onlyOfCommits) {
            throw new AssertionError(onlyOfCommits);
        } catch (RuntimeException failed) {
            throw Fault.of(failed).problem(failed);
        }
    }
}
