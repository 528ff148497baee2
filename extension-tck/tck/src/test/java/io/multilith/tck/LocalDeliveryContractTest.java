package io.multilith.tck;

import java.util.ArrayList;
import java.util.Map;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Delivery within one process. */
class LocalDeliveryContractTest extends DeliveryContract {
    private static WeldContainer node;

    @BeforeAll
    static void boot() {
        Node.configure(Map.of("multilith.events.retry-delay", "PT0.05S", "multilith.events.attempts", "3",
                "multilith.http.max-body", "2000"), false);
        var services = new ArrayList<>(BOTH);
        services.addAll(FIRST);
        services.addAll(SECOND);
        node = Node.boot(services);
    }

    @AfterAll
    static void close() {
        node.close();
        Node.forget();
    }

    @Override
    protected <T> T first(Class<T> type) {
        return node.select(type).get();
    }

    @Override
    protected <T> T second(Class<T> type) {
        return first(type);
    }
}
