package io.multilith.backend.mongodb;

import java.time.Duration;

import io.multilith.impl.resource.MemoryBackend;
import io.multilith.resource.ResourceBackend;
import io.multilith.tck.ResourceBackendProperties;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class MongoBackendPropertiesTest extends ResourceBackendProperties {
    private static MongoServerOnPort server;
    private static MongoBackend backend;

    @BeforeContainer
    static void start() {
        server = MongoServerOnPort.started();
        backend = server.backend(Duration.ofSeconds(10));
    }

    @AfterContainer
    static void stop() {
        backend.close();
        server.close();
    }

    @Override
    protected ResourceBackend backend() {
        return backend;
    }

    @Override
    protected ResourceBackend model() {
        return new MemoryBackend();
    }
}
