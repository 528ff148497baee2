package io.multilith.impl.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.RetryRule;
import io.multilith.delivery.WorkFeed;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.Faults;
import io.multilith.impl.concurrent.Repeating;
import io.multilith.impl.concurrent.UnderWay;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.Version;

import static io.multilith.impl.worker.WorkerMessages.MESSAGES;

/**
 * What one method does for the records of a collection: takes the lease of a record, makes the attempts, and leaves a note of
 * what it was called for.
 */
abstract class ResourceWork implements WorkFeed {
    private static final Logger LOG = Logger.getLogger(ResourceWork.class);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int RENEWALS = 3;
    private static final WorkerResult NOTHING = new WorkerResult.Returned(Optional.empty());
    /** The store is away, for one: tried again, and no attempt. */
    private static final WorkerResult LATER = new WorkerResult.ExpectedFailure(
            ProblemDetail.of(ErrorName.UNAVAILABLE, "overloaded", "The record is not to be had for now."),
            Optional.empty());

    final Setup setup;
    final Backlog backlog;
    private final Map<String, Version> seen = new ConcurrentHashMap<>();
    private final UnderWay underWay = new UnderWay();
    private final Turns turns;
    private volatile Optional<Repeating> renewals = Optional.empty();

    /**
     * What it is made of.
     *
     * @param concurrency
     *            for how many records the method is called at once
     * @param credit
     *            how many records are in hand at once, those that wait for another attempt among them
     */
    record Setup(WorkedMethod method, WatchedRecords records, RecordLeases leases, Duration leaseTime, RetryRule rule,
            int concurrency, int credit, int maxBody, Workers workers, WorkerThreads threads, JsonCodec json) {}

    ResourceWork(Setup setup, Function<Task, String> key) {
        this.setup = setup;
        this.backlog = new Backlog(setup.credit(), key, setup.threads());
        this.turns = new Turns(setup.concurrency());
    }

    /** Begins to hear of changes, which wait until the first start. */
    abstract Runnable follow(Subscriptions subscriptions);

    /** What the method is to be called with; empty: nothing any more. */
    abstract Optional<StoredRecord> current(Task task);

    /** Whether a version that somebody was called for is that of the task. */
    abstract boolean isDone(Task task, String version);

    /** The method succeeded; the lease is held. */
    abstract void succeeded(Task task, Version version);

    /** Of a larger record, in bytes, a letter has the id alone. */
    abstract int mostOfRecord();

    /** How long it is known that a version is done with. */
    abstract Duration memory();

    /** Its leases are renewed from now on. */
    final void attend() {
        renewals = Optional.of(Repeating.later(setup.threads(), setup.leaseTime().dividedBy(RENEWALS),
                setup.leases()::renew));
    }

    /** Calls have ended, or will not be waited for; what is left is noted. */
    final void leave() {
        underWay.await(LAST_PATIENCE);
        renewals.ifPresent(Repeating::end);
    }

    @Override
    public final String origin() {
        return "changes." + setup.records().collection();
    }

    @Override
    public final MessageReceiver begin(Consumer<ReceivedMessage> handler) {
        backlog.open(task -> handler.accept(new HandedOut(task, task.message(origin(), mostOfRecord()))));
        return backlog::close;
    }

    @Override
    public final MessageCall read(Message message) {
        var task = Task.read(message, setup.json());
        return MessageCall.of(task.id(), Arguments.of(task));
    }

    @Override
    public final CompletionStage<WorkerResult> run(MessageCall call, Attempt attempt) {
        var task = task(call);
        return underWay.add(turns.run(() -> CompletableFuture.supplyAsync(() -> begin(task), setup.threads())
                .thenCompose(begun -> begun.record().isEmpty()
                        ? CompletableFuture.completedStage(begun.result())
                        : call(call, task, begun.record().get(), attempt))));
    }

    private static Task task(MessageCall call) {
        return (Task) ((Arguments.Values) call.arguments()).values().get(0);
    }

    /** A record to call the method with, or else what is answered in place of that. */
    private record Begun(Optional<StoredRecord> record, WorkerResult result) {
        Begun(WorkerResult result) {
            this(Optional.empty(), result);
        }
    }

    private Begun begin(Task task) {
        try {
            if (!setup.leases().isHeld(task.id())) {
                var holder = setup.leases().take(task.id());
                var done = holder.flatMap(RecordLeases::done);
                if (done.isPresent() && task.isFresh() && isDone(task, done.get())) {
                    setup.leases().keep(task.id(), holder.get(), memory());
                    return new Begun(NOTHING);
                }
                if (holder.isPresent() && (done.isEmpty() || !setup.leases().takeOver(task.id(), holder.get()))) {
                    return elsewhere(task);
                }
            }
            var current = current(task);
            current.ifPresentOrElse(record -> seen.put(task.id(), record.version()), () -> forget(task.id()));
            return new Begun(current, NOTHING);
        } catch (ProblemException away) {
            LOG.debugf(away, "The record %s is not to be had for now", task.id());
            return new Begun(LATER);
        } catch (RuntimeException fault) { // a hook of the collection has failed, for one
            LOG.warn(MESSAGES.notReadable(task.id(), setup.method().name()), fault);
            return new Begun(LATER);
        }
    }

    /** Another node has it. It comes back, and does not keep other records waiting until then. */
    private Begun elsewhere(Task task) {
        if (!task.isFresh()) {
            return new Begun(LATER);
        }
        backlog.comeBack(task, LOOK_AGAIN);
        return new Begun(NOTHING);
    }

    private void forget(String id) {
        seen.remove(id);
        setup.leases().release(id);
    }

    private CompletionStage<WorkerResult> call(MessageCall call, Task task, StoredRecord record, Attempt attempt) {
        var method = setup.method();
        var invocation = new Invocation(Caller.ANONYMOUS, method.method(), method.arguments(record), call.context());
        return setup.workers().run(invocation, attempt).thenCompose(result -> result instanceof WorkerResult.Returned
                ? noted(task.id(), () -> succeeded(task, record.version())).thenApply(noted -> result)
                : CompletableFuture.completedStage(result));
    }

    @Override
    public final CompletionStage<Void> ended(MessageCall call, boolean isDone) {
        var id = task(call).id();
        var version = Optional.ofNullable(seen.remove(id));
        if (!setup.leases().isHeld(id)) {
            return CompletableFuture.completedStage(null);
        }
        return underWay.add(noted(id, () -> version.filter(known -> isDone).ifPresentOrElse(
                known -> setup.leases().done(id, known, memory()), () -> setup.leases().release(id))));
    }

    /** What cannot be noted is over when its lease is. */
    private CompletionStage<Void> noted(String id, Runnable note) {
        return CompletableFuture.runAsync(note, setup.threads()).exceptionally(fault -> {
            LOG.warn(MESSAGES.notNoted(setup.method().name(), id, Faults.unwrapped(fault).getMessage()));
            return null;
        });
    }

    /** Called for each change that is meant. */
    final CompletionStage<Void> found(ResourceChange change) {
        return backlog.add(Task.of(change, change.after().or(change::before).orElseThrow()));
    }

    private final class HandedOut implements ReceivedMessage {
        private final Task task;
        private final Message message;

        HandedOut(Task task, Message message) {
            this.task = task;
            this.message = message;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int deliveryCount() {
            return 0;
        }

        @Override
        public void accept() {
            if (backlog.settled(task)) {
                task.settled().complete(null);
            }
        }

        @Override
        public void release() {
            backlog.givenBack(task);
        }
    }
}
