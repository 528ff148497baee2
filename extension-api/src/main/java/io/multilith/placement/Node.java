package io.multilith.placement;

import java.util.SortedSet;
import java.util.TreeSet;

import static java.util.Collections.unmodifiableSortedSet;

/**
 * A process that takes part. Immutable.
 *
 * @param id
 *     of this run of it: a process that is started again is another node
 * @param services
 *     the names of those it offers
 * @param collections
 *     the names of those it owns
 * @since 0.1
 */
public record Node(String id, SortedSet<String> services, SortedSet<String> collections) {

    public Node {
        services = unmodifiableSortedSet(new TreeSet<>(services));
        collections = unmodifiableSortedSet(new TreeSet<>(collections));
    }
}
