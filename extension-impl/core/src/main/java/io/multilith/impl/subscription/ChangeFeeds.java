package io.multilith.impl.subscription;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriptions;

/** A {@link ChangeFeed} for each collection that is owned here. */
@ApplicationScoped
public class ChangeFeeds implements Subscriptions {
    private final Map<String, ChangeFeed> feeds = new ConcurrentHashMap<>();
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected ChangeFeeds() {
        this(null);
    }

    @Inject
    public ChangeFeeds(WorkerThreads threads) {
        this.threads = threads;
    }

    /** Makes a collection one that can be followed. */
    public void add(String collection, CollectionStore store) {
        feeds.put(collection, new ChangeFeed(store, threads));
    }

    /** Says that the collection's log has grown. */
    public void wake(String collection) {
        feeds.get(collection).wake();
    }

    /** How many changes the slowest follower of the collection still has to be told of. */
    public long backlog(String collection) {
        return feeds.get(collection).backlog();
    }

    @Override
    public Runnable follow(String collection, Function<ResourceChange, CompletionStage<Void>> follower) {
        var feed = feeds.get(collection);
        if (feed == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection " + collection + ".");
        }
        return feed.follow(follower);
    }
}
