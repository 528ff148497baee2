package io.multilith.placement;

import java.util.List;
import java.util.SortedSet;

/**
 * The services and collections that can be reached now, here or elsewhere, and the nodes that they are on. Thread-safe.
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

    /**
     * The nodes: this one, and the others that are heard of.
     *
     * @return this one first
     */
    List<Node> nodes();
}
