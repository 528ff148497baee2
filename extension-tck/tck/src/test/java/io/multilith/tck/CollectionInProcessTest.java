package io.multilith.tck;

import java.util.Map;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.resource.ResourceDispatcher;

/** Asked where it is. */
class CollectionInProcessTest extends CollectionContract {
    private static WeldContainer node;

    @BeforeAll
    static void boot() {
        Node.configure(Map.of(), false);
        node = Node.boot(Items.class);
    }

    @AfterAll
    static void close() {
        node.close();
        Node.forget();
    }

    @Override
    protected CollectionAccess access() {
        return CollectionAccess.inProcess(node.select(ResourceDispatcher.class).get(), collection());
    }
}
