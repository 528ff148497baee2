package io.multilith.resource;

import java.util.List;

/**
 * Is told of changes, one call at a time, on threads that must not be blocked. What it throws ends the subscription.
 *
 * @since 0.1
 */
public interface Subscriber {

    /**
     * Called once, before anything else.
     *
     * @param start
     *     what was before
     */
    void begun(SubscriptionStart start);

    /**
     * Called for each change after that, in the order of the log.
     *
     * @param change
     *     what the subscriber sees of it, shared with all others that see the same
     */
    void told(ToldChange change);

    /**
     * Called when {@link ResourceModel#readable} says something else than before, between two changes of the log: these have no
     * place of their own in it.
     *
     * @param changes
     *     records that the subscriber sees no more, told as removed, and those it sees since, told as created
     */
    default void turned(List<ToldChange> changes) {
        changes.forEach(this::told);
    }

    /** Called at most once, last: the log was begun anew or forgot changes before they were told. */
    void lost();
}
