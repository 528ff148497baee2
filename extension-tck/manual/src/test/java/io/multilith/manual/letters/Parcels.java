package io.multilith.manual.letters;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;

/** Fails until the street is known. */
@ServiceEntrypoint("parcels")
public class Parcels {
    private final Set<String> streets = ConcurrentHashMap.newKeySet();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    @HandleEvent(source = "post", type = "parcel.posted")
    void deliver(String street) {
        if (!streets.contains(street)) {
            throw new IllegalStateException("no such street: " + street);
        }
        delivered.add(street);
    }

    void build(String street) {
        streets.add(street);
    }

    Set<String> delivered() {
        return delivered;
    }
}
