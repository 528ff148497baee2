package io.multilith.backend.mongodb;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.resource.ResourceBackend;
import io.multilith.tck.ResourceBackendContract;

class MongoBackendContractTest extends ResourceBackendContract {
    private static MongoServerOnPort server;
    private static MongoBackend backend;

    @BeforeAll
    static void start() {
        server = MongoServerOnPort.started();
        backend = server.backend(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @Override
    protected ResourceBackend backend() {
        return backend;
    }
}
