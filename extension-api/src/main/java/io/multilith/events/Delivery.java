package io.multilith.events;

/**
 * Which instances of a handler get an event.
 *
 * @since 0.1
 */
public enum Delivery {
    /** One instance of each service that has the handler; at least once, also when none runs at the time. */
    SERVICE_POOL
}
