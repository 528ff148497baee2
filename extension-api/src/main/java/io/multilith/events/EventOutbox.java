package io.multilith.events;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps events in the transaction that tells of them, until the broker has them: a bean of a data backend, of which there is
 * one at most. Without one, events of a transaction are sent after its commit and are lost should the process end in between.
 * Thread-safe.
 *
 * @since 0.1
 */
public interface EventOutbox {

    /**
     * Keeps an event in the transaction of the calling thread: if that commits, the event will be sent, and else not. It may be
     * written at the end of the transaction only, so that the order is that of the commits: a failure of the database then
     * shows at the commit, which rolls back. Called within {@link EventDispatcher#dispatch}.
     *
     * @param event
     *     what happened
     * @param committed
     *     to be run after the commit; never blocks
     * @return false: there is no transaction, and nothing was kept
     * @throws io.multilith.problem.ProblemException
     *     {@code UNAVAILABLE} when too many events wait, or the database is seen to be away already
     */
    boolean keep(Event event, Runnable committed);

    /**
     * Has the oldest events sent, and forgets those that were. Called after commits and every second, on a thread that may
     * block. One call at a time is let through, over all nodes; the others return 0 at once. What was sent, but not forgotten
     * because the process ended, is sent again by the next.
     *
     * @param limit
     *     how many at most; some of them may be such as the broker refused before, and are passed over
     * @param sender
     *     takes them in the order of the commits, and in a transaction as they were dispatched; returns the very ones that are
     *     safe with the broker, the others are kept
     * @return how many were forgotten
     * @throws io.multilith.problem.ProblemException
     *     {@code UNAVAILABLE} when the database is away
     */
    int drain(int limit, UnaryOperator<List<Event>> sender);
}
