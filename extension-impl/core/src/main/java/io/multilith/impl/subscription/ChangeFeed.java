package io.multilith.impl.subscription;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Version;

import static io.multilith.impl.subscription.SubscriptionMessages.MESSAGES;

/** Reads one collection's change log for its followers. That it was woken is a hint; the log is the truth. */
final class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final List<LogCursor> cursors = new CopyOnWriteArrayList<>();
    /** Those that count for what was told; also those that have left. */
    private final List<LogCursor> resumed = new CopyOnWriteArrayList<>();
    private final AtomicLong head = new AtomicLong();
    private final FollowedCollection collection;
    private final ChangeLog store;
    private final RecentChanges log;
    private final LiveCollection live;
    private final Executor threads;
    private volatile long told = -1;
    private volatile Optional<String> away = Optional.empty();
    private volatile Optional<Version> looked = Optional.empty();

    ChangeFeed(FollowedCollection collection, Executor threads) {
        this.collection = collection;
        this.store = collection.store();
        this.log = new RecentChanges(store);
        this.live = new LiveCollection(collection, log, this::followWhole);
        this.threads = threads;
    }

    /** Looks for what others wrote, whether the store is there and what may be read, and tells it what everybody was told. */
    void look() {
        try {
            see(store.head());
            slowest(resumed).ifPresent(this::told);
            back();
            wake();
        } catch (ProblemException unavailable) {
            lose(unavailable.problem().detail());
        }
        live.review();
    }

    /** A log that was begun anew while it was followed is followed from its beginning. */
    private void see(Version now) {
        var known = looked;
        looked = Optional.of(now);
        if (known.filter(then -> !then.epoch().equals(now.epoch()) || then.position() > now.position()).isPresent()) {
            LOG.error(MESSAGES.logReplaced(collection.name()));
            log.forget(Long.MAX_VALUE);
            head.set(now.position());
            told = -1;
            live.restart(now.epoch());
            cursors.forEach(LogCursor::restart);
        } else {
            head.accumulateAndGet(now.position(), Math::max);
            live.see(now.epoch());
        }
    }

    private void told(long position) {
        if (position != told) {
            store.told(position);
            log.forget(position);
            told = position;
        }
    }

    private void lose(String reason) {
        if (away.isEmpty()) {
            LOG.warn(MESSAGES.storeAway(collection.name(), reason));
        }
        away = Optional.of(reason);
    }

    private void back() {
        if (away.isPresent()) {
            LOG.info(MESSAGES.storeBack(collection.name()));
        }
        away = Optional.empty();
    }

    /** Why the store could not be reached the last time it was looked at. */
    Optional<String> away() {
        return away;
    }

    Runnable follow(Function<ResourceChange, CompletionStage<Void>> follower) {
        return followFrom(position(), shown(follower));
    }

    Runnable subscribe(SubscriptionRequest request, Subscriber subscriber) {
        return live.subscribe(request, subscriber);
    }

    SubscriptionStart history(SubscriptionRequest request, int limit, boolean latest) {
        return live.history(request, limit, latest);
    }

    private void followWhole(Version position, Consumer<ResourceChange> follower) {
        begin(position);
        followFrom(OptionalLong.of(position.position()), change -> {
            follower.accept(change);
            return DONE;
        });
    }

    private Function<ResourceChange, CompletionStage<Void>> shown(
            Function<ResourceChange, CompletionStage<Void>> follower) {
        return change -> follower.apply(collection.shown(change));
    }

    private Runnable followFrom(OptionalLong begin, Function<ResourceChange, CompletionStage<Void>> follower) {
        var cursor = cursor(begin, follower);
        begin(cursor);
        return () -> {
            cursors.remove(cursor);
            cursor.stop();
        };
    }

    /** Who begins before the first look must not miss that the log is begun anew until then. */
    private void begin(Version now) {
        if (looked.isEmpty()) {
            looked = Optional.of(now);
        }
    }

    /** Where the log is; not known yet while the store is away. */
    private OptionalLong position() {
        try {
            var now = store.head();
            begin(now);
            return OptionalLong.of(now.position());
        } catch (ProblemException unavailable) {
            lose(unavailable.problem().detail());
            return OptionalLong.empty();
        }
    }

    /** One that has left still counts: what it was not told by then it is told the next time. */
    Runnable resume(Function<ResourceChange, CompletionStage<Void>> follower) {
        var cursor = cursor(OptionalLong.empty(), shown(follower));
        resumed.add(cursor);
        begin(cursor);
        return () -> {
            cursors.remove(cursor);
            cursor.stop();
        };
    }

    private LogCursor cursor(OptionalLong begin, Function<ResourceChange, CompletionStage<Void>> follower) {
        return new LogCursor(store, log, threads, begin, follower);
    }

    private void begin(LogCursor cursor) {
        cursors.add(cursor);
        cursor.wake();
    }

    /** Tells nobody any more. */
    void stop() {
        cursors.forEach(LogCursor::stop);
    }

    void wake() {
        log.hint();
        cursors.forEach(LogCursor::wake);
    }

    /** With changes that were just committed here. */
    void wake(List<ResourceChange> changes) {
        log.add(changes);
        head.accumulateAndGet(changes.get(changes.size() - 1).version().position(), Math::max);
        cursors.forEach(LogCursor::wake);
    }

    /** How many changes the slowest follower still has to be told of, as far as is known here. */
    long backlog() {
        var slowest = slowest(cursors);
        return slowest.isEmpty() ? 0 : Math.max(0, head.get() - slowest.getAsLong());
    }

    /** Empty while one of them does not know where it begins. */
    private static OptionalLong slowest(List<LogCursor> cursors) {
        var slowest = OptionalLong.empty();
        for (var cursor : cursors) {
            var position = cursor.position();
            if (position.isEmpty()) {
                return position;
            }
            slowest = slowest.isEmpty() || position.getAsLong() < slowest.getAsLong() ? position : slowest;
        }
        return slowest;
    }
}
