package io.multilith.backend.jpa;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.eclipse.microprofile.config.ConfigProvider;

import io.multilith.events.Event;
import io.multilith.events.EventOutbox;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.StaleWriteException;

/**
 * Keeps events in a table of the database of the entities, in the caller's transaction. Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
public class JpaOutbox implements EventOutbox {
    private final Instance<EntityManager> entities;
    private final Transactions transactions;
    private final Sessions sessions;
    private final OutboxTable table = new OutboxTable();
    private final Heads turn = new Heads(OutboxTable.TURN);
    private final boolean isOn;
    private final int most;

    /** For the client proxy only. */
    protected JpaOutbox() {
        entities = null;
        transactions = null;
        sessions = null;
        isOn = false;
        most = 0;
    }

    /**
     * Takes what the application produces and the server has.
     *
     * @param beans
     *     the entity managers that the application produces; that without a qualifier is used
     * @param backend
     *     whose transactions these are, too
     */
    @Inject
    public JpaOutbox(@Any Instance<EntityManager> beans, JpaUnits backend) {
        this.entities = beans.select(Default.Literal.INSTANCE);
        this.transactions = backend.transactions();
        var settings = JpaSettings.from(ConfigProvider.getConfig());
        this.sessions = new Sessions(entities::get, transactions,
                new Tables(settings.createTables(), backend.making()), new Heads(OutboxTable.HEAD));
        this.isOn = settings.outbox();
        this.most = settings.maxOutbox();
    }

    @Override
    public boolean keep(Event event, Runnable committed) {
        if (!isOn()) {
            return false;
        }
        if (transactions.isDoomed()) {
            return true; // it is never committed
        }
        if (!transactions.isActive()) {
            return false;
        }
        return run(() -> sessions.within(session -> {
            var entries = transactions.beginUnit().outbox(() -> begin(session));
            entries.add(event, committed);
            return true;
        }, Sessions.PASSING));
    }

    private boolean isOn() {
        return isOn && entities.isResolvable();
    }

    private OutboxEntries begin(Session session) {
        if (table.backlog(session) >= most) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backlog-full",
                    "Too many events wait for the broker; see " + JpaSettings.MAX_OUTBOX_KEY + ".");
        }
        return new OutboxEntries(session, table);
    }

    @Override
    public int drain(int limit, UnaryOperator<List<Event>> sender) {
        if (!isOn()) {
            return 0;
        }
        run(() -> sessions.read(turn::read));
        return run(() -> sessions.write(session -> table.isOurTurn(session) ? drain(session, limit, sender) : 0,
                Set.of()));
    }

    private int drain(Session session, int limit, UnaryOperator<List<Event>> sender) {
        var kept = table.oldest(session, limit);
        if (kept.isEmpty()) {
            return 0;
        }
        Set<Event> sent = Collections.newSetFromMap(new IdentityHashMap<>());
        sent.addAll(sender.apply(kept.stream().map(OutboxTable.Entry::event).toList()));
        var done = kept.stream().filter(entry -> sent.contains(entry.event())).toList();
        table.remove(session, done);
        return done.size();
    }

    private static <T> T run(Transactions.Work<T> work) {
        try {
            return work.run();
        } catch (StaleWriteException impossible) {
            throw new AssertionError(impossible);
        } catch (ProblemException told) {
            throw told;
        } catch (RuntimeException failed) {
            throw Fault.of(failed).problem(failed);
        }
    }
}
