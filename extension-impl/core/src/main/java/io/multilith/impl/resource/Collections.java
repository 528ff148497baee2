package io.multilith.impl.resource;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** The collections that are owned here. Filled while the application is deployed. Thread-safe. */
@Singleton
public class Collections {
    private final Map<String, OwnedCollection> owned = new ConcurrentHashMap<>();
    private volatile SortedSet<String> names = java.util.Collections.emptySortedSet();

    public void add(OwnedCollection collection) {
        owned.put(collection.name(), collection);
        names = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(owned.keySet()));
    }

    SortedSet<String> names() {
        return names;
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
