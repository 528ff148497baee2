package io.multilith.impl.resource;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** The collections that are owned here. Filled while the application is deployed. Thread-safe. */
@ApplicationScoped
public class Collections {
    private final Map<String, OwnedCollection> owned = new ConcurrentHashMap<>();

    public void add(OwnedCollection collection) {
        owned.put(collection.name(), collection);
    }

    SortedSet<String> names() {
        return new TreeSet<>(owned.keySet());
    }

    Collection<OwnedCollection> all() {
        return owned.values();
    }

    Optional<OwnedCollection> find(String name) {
        return Optional.ofNullable(owned.get(name));
    }

    OwnedCollection get(String name) {
        var collection = owned.get(name);
        if (collection == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection " + name + ".");
        }
        return collection;
    }
}
