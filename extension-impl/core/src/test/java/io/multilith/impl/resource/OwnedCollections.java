package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.multilith.impl.json.RecordFields;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;
import io.multilith.resource.Operation;

/** Collections as they are when a class declares nothing in particular. */
final class OwnedCollections {
    private OwnedCollections() {}

    static OwnedCollection of(String name, Type type, CollectionStore store, int maxBacklog) {
        var fields = RecordFields.of(type);
        var description = new CollectionDescription(name, type, EnumSet.allOf(Operation.class),
                Set.of(Operation.CREATE), false, false, new TreeMap<>(), new TreeMap<>());
        return new OwnedCollection(description, fields, IdKind.of(fields.type("id").orElseThrow()).orElseThrow(),
                store, Hooks.NONE, Map.of(), caller -> Condition.EVERYTHING, maxBacklog, Duration.ofHours(1));
    }
}
