package io.multilith.impl.resource;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;

/** Keeps records in memory as long as the application runs. The default, for development and for tests. */
@ApplicationScoped
@Backend(MemoryBackend.NAME)
public class MemoryBackend implements ResourceBackend {
    static final String NAME = "memory";

    @Override
    public CollectionStore open(CollectionDefinition definition) {
        return new MemoryStore(definition);
    }
}
