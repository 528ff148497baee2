package io.multilith.impl.resource;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Condition;
import io.multilith.resource.Operation;

/** The collections that are owned here, and those that another node owns. Filled while the application is deployed. Thread-safe. */
@Singleton
public class Collections {
    private final Map<String, OwnedCollection> owned = new ConcurrentHashMap<>();
    private final Map<String, RemoteCollection> remote = new ConcurrentHashMap<>();
    private volatile SortedSet<String> names = java.util.Collections.emptySortedSet();

    public void add(OwnedCollection collection) {
        owned.put(collection.name(), collection);
        remote.remove(collection.name());
        name(collection.name());
    }

    public void add(RemoteCollection collection) {
        remote.put(collection.name(), collection);
        name(collection.name());
    }

    private void name(String collection) {
        var more = new TreeSet<>(names);
        more.add(collection);
        names = java.util.Collections.unmodifiableSortedSet(more);
    }

    /** Of all that can be asked here. */
    SortedSet<String> names() {
        return names;
    }

    Collection<OwnedCollection> owned() {
        return owned.values();
    }

    Optional<OwnedCollection> find(String name) {
        return Optional.ofNullable(owned.get(name));
    }

    Optional<RemoteCollection> remote(String name) {
        return Optional.ofNullable(remote.get(name));
    }

    OwnedCollection get(String name) {
        var collection = owned.get(name);
        if (collection == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection " + name + ".");
        }
        return collection;
    }

    /** What may not be asked for is not told of either. */
    static Function<Caller, Condition> subscribable(CollectionDescription description,
            Function<Caller, Condition> readable) {
        return caller -> {
            if (!description.operations().contains(Operation.FIND)) {
                throw new ProblemException(ErrorName.METHOD_NOT_ALLOWED, "not-offered", "The collection "
                        + description.name() + " does not offer find, and tells nobody of its changes.");
            }
            return readable.apply(caller);
        };
    }
}
