package io.multilith.impl.messaging;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services and collections that a node answers for. */
public record NodeOffer(Set<String> services, Set<String> collections) {
    private static final String RPC = "rpc.";

    public static final NodeOffer NOTHING = new NodeOffer(Set.of(), Set.of());

    public NodeOffer {
        services = Set.copyOf(services);
        collections = Set.copyOf(collections);
    }

    Set<String> names() {
        return Stream.concat(services.stream(), collections.stream()).collect(Collectors.toUnmodifiableSet());
    }

    boolean isEmpty() {
        return services.isEmpty() && collections.isEmpty();
    }

    /** This and the other, but for some names. */
    public NodeOffer and(NodeOffer other, Set<String> without) {
        return new NodeOffer(joined(services, other.services, without),
                joined(collections, other.collections, without));
    }

    private static Set<String> joined(Set<String> some, Set<String> more, Set<String> without) {
        return Stream.concat(some.stream(), more.stream()).filter(name -> !without.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean answersAt(String address) {
        if (!address.startsWith(RPC)) {
            return false;
        }
        var name = address.substring(RPC.length());
        return services.contains(name) || collections.contains(name);
    }

    Stream<String> addresses() {
        return Stream.concat(services.stream(), collections.stream()).map(name -> RPC + name);
    }
}
