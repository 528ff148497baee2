package io.multilith.resource;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Tells of changes in the order of the log, each once unless the follower fails. Thread-safe.
 *
 * @since 0.1
 */
public interface Subscriptions {

    /**
     * Follows a collection from its next change on.
     *
     * @param collection
     *     its name
     * @param follower
     *     called for one change after the other on a thread that must not be blocked, for up to 100 without waiting for their
     *     stages; after one that fails those before it are not told again, and it and all after it are
     * @return ends it when run; more than once does nothing
     */
    Runnable follow(String collection, Function<ResourceChange, CompletionStage<Void>> follower);

    /**
     * Follows a collection from the first change on that was not told yet, also by an application that ran before on the
     * same data. What such a follower has not done with is not forgotten.
     *
     * @param collection
     *     its name
     * @param follower
     *     as for {@link #follow}
     * @return ends it when run; more than once does nothing
     */
    Runnable resume(String collection, Function<ResourceChange, CompletionStage<Void>> follower);

    /**
     * Tells a subscriber the records or what it missed, and from there on every change of what it asked for: none is left out,
     * none told twice. Reads the store, so it may block.
     *
     * @param request
     *     what is wanted
     * @param subscriber
     *     told at once, before this returns, how it begins
     * @return ends it when run; more than once does nothing
     * @throws io.multilith.problem.ProblemException
     *     if there is no such collection, the query is not one for subscriptions, or it means more than 10,000 records
     */
    Runnable subscribe(SubscriptionRequest request, Subscriber subscriber);

    /**
     * Tells once what a subscriber was told. Reads the store, so it may block.
     *
     * @param request
     *     what is wanted, after a position; without one: of the latest {@code limit} changes of the collection
     * @param limit
     *     how many changes are told at most
     * @param latest
     *     whether the last ones are wanted where there are more, rather than the first ones
     * @return where the log is now, and the changes in its order; not recovered if the log is another one, or does not reach back
     *         to the position
     * @throws io.multilith.problem.ProblemException
     *     if there is no such collection, or the query is not one for subscriptions
     */
    SubscriptionStart history(SubscriptionRequest request, int limit, boolean latest);
}
