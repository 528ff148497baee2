package io.multilith.backend.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.resource.ResourceDispatcher;
import io.multilith.tck.CollectionAccess;
import io.multilith.tck.CollectionContract;

/** Asked where it is. */
class EntityCollectionInProcessTest extends CollectionContract {
    private static ItemsOnJpa application;

    @BeforeAll
    static void start() {
        application = new ItemsOnJpa();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    protected CollectionAccess access() {
        return CollectionAccess.inProcess(application.bean(ResourceDispatcher.class), collection());
    }
}
