package io.multilith.tck;

import java.util.Map;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.messaging.MessageBus;

/** The bus within one process, as services get it when no broker is configured. */
class LocalBusContractTest extends MessageBusContract {
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
    protected MessageBus sender() {
        return node.select(MessageBus.class).get();
    }

    @Override
    protected MessageBus receiver() {
        return sender();
    }

    @Override
    protected String questionAddress() {
        return "rpc.contract";
    }
}
