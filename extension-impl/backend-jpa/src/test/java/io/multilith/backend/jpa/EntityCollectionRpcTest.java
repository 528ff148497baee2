package io.multilith.backend.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.rpc.Services;
import io.multilith.tck.CollectionAccess;
import io.multilith.tck.CollectionContract;

/** Asked over RPC. */
class EntityCollectionRpcTest extends CollectionContract {
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
        return CollectionAccess.overRpc(application.bean(Services.class), collection());
    }
}
