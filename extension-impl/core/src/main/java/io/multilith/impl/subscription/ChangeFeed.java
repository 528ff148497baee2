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
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.Version;

import static io.multilith.impl.subscription.SubscriptionMessages.MESSAGES;

/** Reads one collection's change log for its followers. That it was woken is a hint; the log is the truth. */
final class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final List<LogCursor> cursors = new CopyOnWriteArrayList<>();
    private final AtomicLong head = new AtomicLong();
    private final FollowedCollection collection;
    private final CollectionStore store;
    private final RecentChanges log;
    private final LiveCollection live;
    private final Executor threads;
    private volatile Optional<String> away = Optional.empty();

    ChangeFeed(FollowedCollection collection, Executor threads) {
        this.collection = collection;
        this.store = collection.store();
        this.log = new RecentChanges(store);
        this.live = new LiveCollection(collection, log, this::followWhole);
        this.threads = threads;
    }

    /** Looks for what others wrote, whether the store is there, and tells it what everybody was told. */
    void look() {
        try {
            head.accumulateAndGet(store.head().position(), Math::max);
            slowest().ifPresent(this::told);
            back();
            wake();
        } catch (ProblemException unavailable) {
            lose(unavailable.problem().detail());
        }
    }

    private void told(long position) {
        store.told(position);
        log.forget(position);
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
        return begin(OptionalLong.of(store.head().position()), shown(follower));
    }

    Runnable resume(Function<ResourceChange, CompletionStage<Void>> follower) {
        return begin(OptionalLong.empty(), shown(follower));
    }

    Runnable subscribe(SubscriptionRequest request, Subscriber subscriber) {
        return live.subscribe(request, subscriber);
    }

    private void followWhole(Version position, Consumer<ResourceChange> follower) {
        begin(OptionalLong.of(position.position()), change -> {
            follower.accept(change);
            return DONE;
        });
    }

    private Function<ResourceChange, CompletionStage<Void>> shown(
            Function<ResourceChange, CompletionStage<Void>> follower) {
        return change -> follower.apply(collection.shown(change));
    }

    private Runnable begin(OptionalLong begin, Function<ResourceChange, CompletionStage<Void>> follower) {
        var cursor = new LogCursor(store, log, threads, begin, follower);
        cursors.add(cursor);
        cursor.wake();
        return () -> {
            cursors.remove(cursor);
            cursor.stop();
        };
    }

    void wake() {
        cursors.forEach(LogCursor::wake);
    }

    /** With changes that were just committed here. */
    void wake(List<ResourceChange> changes) {
        log.add(changes);
        head.accumulateAndGet(changes.get(changes.size() - 1).version().position(), Math::max);
        wake();
    }

    /** How many changes the slowest follower still has to be told of, as far as is known here. */
    long backlog() {
        var slowest = slowest();
        return slowest.isEmpty() ? 0 : Math.max(0, head.get() - slowest.getAsLong());
    }

    /** Empty while one of them does not know where it begins. */
    private OptionalLong slowest() {
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
