package io.multilith.impl.resource;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;

/** A database of several applications in this process, and of those that come after them. */
@ApplicationScoped
@Backend("shared")
public class SharedBackend implements ResourceBackend {
    private static final Map<String, CollectionStore> STORES = new ConcurrentHashMap<>();

    @Override
    public CollectionStore open(CollectionDefinition definition) {
        return STORES.computeIfAbsent(definition.name(), name -> new MemoryBackend().open(definition));
    }

    /** To be called after a test. */
    public static void forget() {
        STORES.clear();
    }
}
