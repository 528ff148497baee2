package io.multilith.impl.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.DataBackend;

/** Keeps records in memory as long as the application runs. The default, for development and for tests. */
@ApplicationScoped
public class MemoryBackend implements DataBackend {
    private final Settings settings;

    /** For the client proxy only. */
    protected MemoryBackend() {
        this(null);
    }

    @Inject
    public MemoryBackend(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public CollectionStore open(String collection) {
        return new MemoryStore(collection, settings.get(Setting.RESOURCE_HISTORY, collection));
    }
}
