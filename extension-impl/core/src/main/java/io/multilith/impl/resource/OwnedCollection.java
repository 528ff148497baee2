package io.multilith.impl.resource;

import java.lang.reflect.Type;

import io.multilith.impl.json.RecordFields;
import io.multilith.resource.CollectionStore;

/**
 * A collection of this process.
 *
 * @param type
 *            what its records are mapped to
 * @param fields
 *            what can be asked of them
 * @param maxBacklog
 *            how many changes may wait to be told before writes are refused
 */
public record OwnedCollection(String name, Type type, RecordFields fields, CollectionStore store, int maxBacklog) {
    public OwnedCollection(String name, Type type, CollectionStore store, int maxBacklog) {
        this(name, type, RecordFields.of(type), store, maxBacklog);
    }
}
