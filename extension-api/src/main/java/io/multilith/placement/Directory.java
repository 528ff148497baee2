package io.multilith.placement;

import java.util.SortedSet;

/**
 * The services and collections that can be reached now, here or elsewhere. Thread-safe.
 *
 * @since 0.1
 */
public interface Directory {

    /**
     * The services.
     *
     * @return their names
     */
    SortedSet<String> services();

    /**
     * The collections.
     *
     * @return their names
     */
    SortedSet<String> collections();
}
