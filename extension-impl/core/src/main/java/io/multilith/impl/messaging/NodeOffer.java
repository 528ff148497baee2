package io.multilith.impl.messaging;

import java.util.Set;
import java.util.stream.Stream;

/** The services and collections that a node answers for. */
public record NodeOffer(Set<String> services, Set<String> collections) {
    private static final String RPC = "rpc.";

    public static final NodeOffer NOTHING = new NodeOffer(Set.of(), Set.of());

    public NodeOffer {
        services = Set.copyOf(services);
        collections = Set.copyOf(collections);
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
