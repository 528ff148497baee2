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
     * Whether a service or collection is this process's own.
     *
     * @param name
     *     of the service or collection
     * @return false for one that only other nodes have, whether it is declared here or not, and for one that nobody has
     */
    boolean isHere(String name);

    /**
     * The nodes: this one, and the others that are heard of.
     *
     * @return this one first
     */
    List<Node> nodes();
}
