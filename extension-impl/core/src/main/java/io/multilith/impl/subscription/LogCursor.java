package io.multilith.impl.subscription;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;

/** How far one follower has come in a log. Hands it one change at a time, the same again when it fails. */
final class LogCursor {
    private static final Logger LOG = Logger.getLogger(LogCursor.class);
    private static final int BATCH = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final AtomicInteger wishes = new AtomicInteger();
    private final Deque<ResourceChange> batch = new ArrayDeque<>();
    private final CollectionStore store;
    private final Executor threads;
    private final Function<ResourceChange, CompletionStage<Void>> follower;
    private final Runnable progressed;
    private volatile long position;
    private volatile boolean stopped;

    LogCursor(CollectionStore store, Executor threads, Runnable progressed,
            Function<ResourceChange, CompletionStage<Void>> follower) {
        this.store = store;
        this.progressed = progressed;
        this.threads = threads;
        this.follower = follower;
        this.position = store.head().position();
    }

    /** Goes on if it stands still; else what it does now will see what is new. */
    void wake() {
        if (wishes.getAndIncrement() == 0) {
            threads.execute(this::advance);
        }
    }

    void stop() {
        stopped = true;
    }

    /** The last position that the follower has done with. */
    long position() {
        return position;
    }

    /** Has the cursor for itself until it finds nothing more, or a follower takes its time. */
    private void advance() {
        while (!stopped) {
            var seen = wishes.get();
            if (batch.isEmpty()) {
                progressed.run();
                batch.addAll(store.changes(position, BATCH));
            }
            if (batch.isEmpty()) {
                skipWhatIsForgotten();
                if (wishes.compareAndSet(seen, 0)) {
                    return;
                }
                continue;
            }
            var told = tell(batch.peekFirst());
            if (!told.isDone() || told.isCompletedExceptionally()) {
                told.whenComplete(this::resume);
                return;
            }
            step();
        }
    }

    /** A log that no longer reaches back to here is a loss that somebody must know of, and no reason to stand still. */
    private void skipWhatIsForgotten() {
        var head = store.head().position();
        if (head > position && store.changes(position, 1).isEmpty()) {
            LOG.error(SubscriptionMessages.MESSAGES.changesForgotten(position, head));
            position = head;
        }
    }

    private CompletableFuture<Void> tell(ResourceChange change) {
        try {
            return follower.apply(change).toCompletableFuture();
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void resume(Void done, Throwable fault) {
        if (fault == null) {
            step();
            threads.execute(this::advance);
        } else {
            LOG.debugf(fault, "A follower failed at %s and gets it again", batch.peekFirst().version());
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, threads).execute(this::advance);
        }
    }

    private void step() {
        position = batch.removeFirst().version().position();
    }
}
