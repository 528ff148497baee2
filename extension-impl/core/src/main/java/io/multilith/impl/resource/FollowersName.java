package io.multilith.impl.resource;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the owner of a collection calls those who follow it on a node, so that it is the same after a restart. */
public final class FollowersName {
    private FollowersName() {}

    /**
     * Of a node, and of every other node that has the same; as short as the name of a lease must be.
     *
     * @param places
     *            the services and collections of the node: followers are of both
     */
    public static String of(Stream<String> places) {
        var names = places.sorted().collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
