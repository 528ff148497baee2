package io.multilith.tck;

import java.util.Map;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.resource.ResourceBackend;

/** The backend that comes with core, as a collection gets it when none is configured. */
class MemoryBackendContractTest extends ResourceBackendContract {
    private static WeldContainer node;

    @BeforeAll
    static void boot() {
        Node.configure(Map.of(), false);
        node = Node.boot(Quiet.class);
    }

    @AfterAll
    static void close() {
        node.close();
        Node.forget();
    }

    @Override
    protected ResourceBackend backend() {
        return node.select(ResourceBackend.class).get();
    }

    @Override
    protected boolean isDurable() {
        return false;
    }
}
