package io.multilith.events;

import java.util.function.Consumer;

/**
 * Shows the events of all services and collections, of this process and of others, to those who look on: no delivery, no retry,
 * nothing kept for who is away. A bean of this type can be injected. Thread-safe.
 *
 * @since 0.1
 */
public interface EventWatch {

    /**
     * Shows each event that is sent from now on by a service or collection that is known.
     *
     * @param watcher
     *     is called in no particular order, by several threads, and must not block; what it throws is logged
     * @return ends it
     */
    Runnable watch(Consumer<Event> watcher);
}
