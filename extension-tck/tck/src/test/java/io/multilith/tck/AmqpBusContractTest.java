package io.multilith.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.broker.EmbeddedBrokerExtension;
import io.multilith.messaging.MessageBus;
import io.multilith.placement.Directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bus from node to node, over the embedded broker that one of them runs. */
class AmqpBusContractTest extends MessageBusContract {
    @TempDir
    static Path directory;

    private static WeldContainer receiver;
    private static WeldContainer sender;

    @BeforeAll
    static void boot() throws IOException {
        Node.configure(Map.of("amqp-port", Integer.toString(freePort()), "multilith.embedded-broker.directory",
                directory.toString()), true);
        receiver = Node.boot(Quiet.class, new EmbeddedBrokerExtension());
        sender = Node.boot(Asker.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(20))).untilAsserted(() -> {
            assertThat(sender.select(Directory.class).get().services()).contains("contract");
            assertThat(receiver.select(Directory.class).get().services()).contains("asker");
        });
    }

    @AfterAll
    static void close() {
        if (sender != null) {
            sender.close();
        }
        if (receiver != null) {
            receiver.close();
        }
        Node.forget();
    }

    @Override
    protected MessageBus sender() {
        return sender.select(MessageBus.class).get();
    }

    @Override
    protected MessageBus receiver() {
        return receiver.select(MessageBus.class).get();
    }

    @Override
    protected String questionAddress() {
        return "rpc.contract";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
