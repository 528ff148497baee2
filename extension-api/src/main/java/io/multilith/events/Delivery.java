package io.multilith.events;

/**
 * Which handlers of an event get it.
 *
 * @since 0.1
 */
public enum Delivery {
    /** One instance of each service, at least once; kept while none is there. */
    SERVICE_POOL,
    /**
     * One instance of one service: all singleton handlers of a source and a type share one subscription, whatever service
     * they are of. At least once; kept while none is there.
     */
    SINGLETON,
    /** Every instance that is connected at the time; nothing is kept for one that is not. */
    BROADCAST
}
