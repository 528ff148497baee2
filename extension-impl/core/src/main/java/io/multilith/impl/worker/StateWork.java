package io.multilith.impl.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.Recent;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.Version;

import static io.multilith.impl.worker.WorkerMessages.MESSAGES;

/**
 * Work on records that are like what is asked for. That one changed is a hint to look at it, the sweep another; what it is like
 * by then is what counts.
 */
final class StateWork extends ResourceWork {
    private static final Logger LOG = Logger.getLogger(StateWork.class);
    private static final Duration MEMORY = Duration.ofDays(7);
    private static final int KNOWN = 100_000;
    private static final int OFTEN = 3;

    /** The sweep passes over them. Half as long as the notes, so that these are renewed in time. */
    private final Recent<String, Boolean> done = new Recent<>(MEMORY.dividedBy(2), KNOWN, Clock.systemUTC());
    private final AtomicBoolean isWarned = new AtomicBoolean();

    StateWork(Setup setup) {
        super(setup, Task::id);
    }

    @Override
    Runnable follow(Subscriptions subscriptions) {
        return subscriptions.follow(setup.records().collection(), this::hear);
    }

    private CompletionStage<Void> hear(ResourceChange change) {
        done.remove(change.id());
        return change.after().isPresent() && setup.records().isMeant(change)
                ? found(change)
                : CompletableFuture.completedStage(null);
    }

    /** Looks at all records, at most until as many wait as may. */
    void sweep() {
        try {
            var page = setup.records().page(Optional.empty());
            while (lookAt(page) && page.next().isPresent()) {
                page = setup.records().page(page.next());
            }
        } catch (RuntimeException failed) {
            LOG.warn(MESSAGES.sweepFailed(setup.method().name()), failed);
        }
    }

    /** In no order, so that several nodes get in each other's way less; false when no more can wait. */
    private boolean lookAt(WatchedRecords.Page page) {
        var records = new ArrayList<>(page.records());
        Collections.shuffle(records);
        var hasRoom = true;
        for (var record : records) {
            var task = Task.swept(record);
            if (!done.contains(task.id())) {
                hasRoom = backlog.add(task).toCompletableFuture().isDone();
            }
        }
        return hasRoom;
    }

    @Override
    Optional<StoredRecord> current(Task task) {
        return setup.records().newest(task.id());
    }

    @Override
    boolean isDone(Task task, String version) {
        done.put(task.id(), true); // first, so that a change meanwhile takes it away again
        var isDone = setup.records().newest(task.id()).filter(record -> record.version().toString().equals(version))
                .isPresent();
        if (!isDone) {
            done.remove(task.id());
        }
        return isDone;
    }

    @Override
    void succeeded(Task task, Version version) {
        var id = task.id();
        done.put(id, true);
        var newest = setup.records().newest(id);
        if (newest.isEmpty()) {
            done.remove(id);
            backlog.calm(id);
            setup.leases().release(id);
            return;
        }
        if (newest.get().version().equals(version)) {
            backlog.calm(id);
        } else {
            done.remove(id);
            rest(id);
        }
        setup.leases().done(id, version, MEMORY);
    }

    /** The first time it comes again at once. */
    private void rest(String id) {
        var times = backlog.comesAgain(id);
        backlog.rest(id, times, times == 1 ? Duration.ZERO : setup.rule().delayAfter(times - 1));
        if (times >= OFTEN && isWarned.compareAndSet(false, true)) {
            LOG.warn(MESSAGES.leavesLike(setup.method().name(), id));
        }
    }

    /** The method gets the newest one in any case. */
    @Override
    int mostOfRecord() {
        return setup.maxBody();
    }

    @Override
    Duration memory() {
        return MEMORY;
    }
}
