package io.multilith.impl.messaging;

import java.util.Set;
import java.util.stream.Stream;

/** The services and collections that a node answers for. */
public record NodeOffer(Set<String> services, Set<String> collections) {
    public static final NodeOffer NOTHING = new NodeOffer(Set.of(), Set.of());

    public NodeOffer {
        services = Set.copyOf(services);
        collections = Set.copyOf(collections);
    }

    boolean answersAt(String address) {
        return Stream.concat(services.stream(), collections.stream()).anyMatch(name -> address.equals("rpc." + name));
    }
}
