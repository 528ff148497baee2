package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceChange;

/**
 * How far one follower has come in a log. Hands it changes in order, a portion at a time without waiting in between, and goes
 * on after those from the first on that it had done with; from the one that failed on they come again.
 */
final class LogCursor {
    private static final Logger LOG = Logger.getLogger(LogCursor.class);
    private static final int PORTION = 100;
    private static final long UNKNOWN = -1;
    private static final long RETRY_MILLIS = 1_000;
    /** Where changes come one after the other, several are told at once: to wake a broker for each takes more than to tell it. */
    private static final long GATHER_MILLIS = 2;

    private final AtomicInteger wishes = new AtomicInteger();
    private final ChangeLog store;
    private final RecentChanges log;
    private final Executor threads;
    private final Function<ResourceChange, CompletionStage<Void>> follower;
    private volatile long position;
    private volatile int seenHints = -1;
    private volatile boolean restarted;
    private volatile boolean stopped;

    /**
     * Stands still until it is woken.
     *
     * @param begin
     *            the position to go on after; empty: the one that the store was told last
     */
    LogCursor(ChangeLog store, RecentChanges log, Executor threads, OptionalLong begin,
            Function<ResourceChange, CompletionStage<Void>> follower) {
        this.store = store;
        this.log = log;
        this.position = begin.orElse(UNKNOWN);
        this.threads = threads;
        this.follower = follower;
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

    /** The log is another one since: goes on from its beginning. */
    void restart() {
        restarted = true;
        wake();
    }

    /** The last position that the follower has done with; empty while it is not known where it begins. */
    OptionalLong position() {
        var reached = restarted ? 0 : position;
        return reached == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(reached);
    }

    /** Has the cursor for itself until it finds nothing more, or a follower takes its time. */
    private void advance() {
        try {
            if (position == UNKNOWN && !stopped) {
                position = store.told();
            }
            advanceUntilDone();
        } catch (ProblemException storeAway) { // which the feed's look tells
            goOn(storeAway, false);
        } catch (RuntimeException | LinkageError | StackOverflowError storeFailed) {
            if (!stopped) { // else the store may be closed by now
                LOG.error(SubscriptionMessages.MESSAGES.logUnreadable(position), storeFailed);
                goOn(storeFailed, false);
            }
        }
    }

    private void advanceUntilDone() {
        while (!stopped) {
            var seen = wishes.get();
            if (restarted) {
                position = 0;
                restarted = false;
            }
            var hints = log.hints();
            var isHinted = hints != seenHints;
            var changes = isHinted ? log.stored(position, PORTION) : log.after(position, PORTION);
            if (changes.size() < PORTION) {
                seenHints = hints;
            }
            if (!changes.isEmpty()) {
                reportGap(changes.get(0).version().position());
                if (!tell(changes, seen)) {
                    return;
                }
            }
            if (changes.size() < PORTION && isAtRest(seen)) {
                return;
            }
        }
    }

    /** Whether nobody has woken it since the log was read. */
    private boolean isAtRest(int seen) {
        return wishes.compareAndSet(seen, 0);
    }

    /** Whether the whole portion is done already; else the cursor goes on by itself later. */
    private boolean tell(List<ResourceChange> changes, int seen) {
        var told = new ArrayList<CompletableFuture<Void>>();
        for (var change : changes) {
            var stage = tell(change);
            told.add(stage);
            if (stage.isCompletedExceptionally() || stopped) {
                break;
            }
        }
        var all = CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
        if (all.isDone() && !all.isCompletedExceptionally()) {
            position = changes.get(told.size() - 1).version().position();
            return true;
        }
        all.whenComplete((done, fault) -> {
            var count = (int) told.stream().takeWhile(stage -> !stage.isCompletedExceptionally()).count();
            position = count == 0 ? position : changes.get(count - 1).version().position();
            var isAll = changes.size() < PORTION && count == changes.size();
            if (!isAll || !isAtRest(seen)) {
                goOn(fault, isAll);
            }
        });
        return false;
    }

    private CompletableFuture<Void> tell(ResourceChange change) {
        try {
            return follower.apply(change).toCompletableFuture();
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void goOn(Throwable fault, boolean gathers) {
        if (fault == null && gathers) {
            CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS, threads).execute(this::advance);
        } else if (fault == null) {
            threads.execute(this::advance);
        } else {
            LOG.debugf(fault, "A follower failed after %d and gets the rest again", position);
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, threads).execute(this::advance);
        }
    }

    /** A log that no longer reaches back to here is a loss that somebody must know of, and no reason to stand still. */
    private void reportGap(long first) {
        if (first > position + 1) {
            LOG.error(SubscriptionMessages.MESSAGES.changesForgotten(position, first - 1));
        }
    }
}
