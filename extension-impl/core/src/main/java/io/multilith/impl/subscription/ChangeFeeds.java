package io.multilith.impl.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Subscriptions;

/** A {@link ChangeFeed} for each collection, owned here or not. */
@Singleton
public class ChangeFeeds implements Subscriptions {
    private static final Logger LOG = Logger.getLogger(ChangeFeeds.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, ChangeFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, ChangeHints> hints = new ConcurrentHashMap<>();
    private final Set<String> remote = ConcurrentHashMap.newKeySet();
    private final MessageBus bus;
    private final WorkerThreads threads;
    private volatile boolean isStopped;

    @Inject
    public ChangeFeeds(MessageBus bus, WorkerThreads threads) {
        this.bus = bus;
        this.threads = threads;
    }

    /** Makes a collection one that can be followed, though each node has its own. */
    public void addLocal(FollowedCollection collection) {
        feeds.put(collection.name(), new ChangeFeed(collection, threads));
    }

    /** Makes a collection of another node one that can be followed. That it is away for a while is nothing to be unready for. */
    public void addRemote(FollowedCollection collection) {
        add(collection);
        remote.add(collection.name());
    }

    /** Makes a collection one that can be followed. */
    public void add(FollowedCollection collection) {
        addLocal(collection);
        remote.remove(collection.name());
        hints.put(collection.name(), new ChangeHints(collection.name(), bus, threads));
    }

    /**
     * Looks at the stores from now on, when another node says so and again and again, and tells them what all have been told who
     * follow by now.
     */
    public void start() {
        hints.forEach((name, hint) -> hint.listen(feeds.get(name)::wake));
        feeds.values().forEach(this::look);
    }

    private void look(ChangeFeed feed) {
        CompletableFuture.runAsync(feed::look, threads).whenComplete((done, fault) -> {
            if (fault != null && !isStopped) {
                LOG.error(SubscriptionMessages.MESSAGES.storeBroken(), fault);
            }
            if (!isStopped) {
                threads.after(PAUSE).thenRun(() -> look(feed));
            }
        });
    }

    /** Looks once more, so that the stores know what was told to the last. */
    public void stop() {
        isStopped = true;
        hints.values().forEach(ChangeHints::stop);
        feeds.values().forEach(feed -> {
            feed.look();
            feed.stop();
        });
    }

    /** Says that the collection's log has grown. */
    public void wake(String collection) {
        feeds.get(collection).wake();
        Optional.ofNullable(hints.get(collection)).ifPresent(ChangeHints::grown);
    }

    /** Says by what the collection's log has grown: one or more changes that were committed here. */
    public void wake(String collection, List<ResourceChange> changes) {
        feeds.get(collection).wake(changes);
        Optional.ofNullable(hints.get(collection)).ifPresent(ChangeHints::grown);
    }

    /** How many changes the slowest follower of the collection still has to be told of. */
    public long backlog(String collection) {
        return feeds.get(collection).backlog();
    }

    /** Why the records of some collections that are kept here cannot be reached, by collection. */
    public Map<String, String> away() {
        var away = new TreeMap<String, String>();
        feeds.forEach((name, feed) -> feed.away().ifPresent(reason -> away.put(name, reason)));
        away.keySet().removeAll(remote);
        return away;
    }

    @Override
    public Runnable follow(String collection, Function<ResourceChange, CompletionStage<Void>> follower) {
        return feed(collection).follow(follower);
    }

    @Override
    public Runnable resume(String collection, Function<ResourceChange, CompletionStage<Void>> follower) {
        return feed(collection).resume(follower);
    }

    @Override
    public Runnable subscribe(SubscriptionRequest request, Subscriber subscriber) {
        return feed(request.collection()).subscribe(request, subscriber);
    }

    @Override
    public SubscriptionStart history(SubscriptionRequest request, int limit, boolean latest) {
        return feed(request.collection()).history(request, limit, latest);
    }

    private ChangeFeed feed(String collection) {
        var feed = feeds.get(collection);
        if (feed == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection " + collection + ".");
        }
        return feed;
    }
}
