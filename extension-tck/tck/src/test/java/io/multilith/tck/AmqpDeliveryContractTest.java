package io.multilith.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.broker.EmbeddedBrokerExtension;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.placement.Directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Delivery from node to node, over the embedded broker that one of them runs. */
class AmqpDeliveryContractTest extends DeliveryContract {
    @TempDir
    static Path directory;

    private static WeldContainer first;
    private static WeldContainer second;

    @BeforeAll
    static void boot() throws IOException {
        Node.configure(Map.of("amqp-port", Integer.toString(freePort()), "multilith.embedded-broker.directory",
                directory.toString(), "multilith.events.retry-delay", "PT0.05S", "multilith.events.attempts", "3",
                "multilith.http.max-body", "2000"), true);
        second = Node.boot(together(BOTH, SECOND), new EmbeddedBrokerExtension());
        first = Node.boot(together(BOTH, FIRST));
        await().atMost(Timeouts.of(Duration.ofSeconds(20))).untilAsserted(() -> {
            assertThat(second.select(Directory.class).get().services()).contains("east");
            assertThat(first.select(Directory.class).get().services()).contains("west");
        });
    }

    @AfterAll
    static void close() {
        if (first != null) {
            first.close();
        }
        if (second != null) {
            second.close();
        }
        Node.forget();
    }

    /** The service's memory would not notice: that handler does not deduplicate, the broker does. */
    @Test
    void the_broker_drops_the_second_copy_of_an_event_that_is_sent_again() {
        var events = first(EventDispatcher.class).from("orders");
        var options = EventOptions.NONE.withId(UUID.randomUUID().toString());

        events.dispatch("order.copied", Map.of("item", "a"), options);
        events.dispatch("order.copied", Map.of("item", "a"), options);

        Diary.awaitThat("pool", lines -> assertThat(lines).isNotEmpty());
        Diary.staysThat("pool", 1);
    }

    @Override
    protected <T> T first(Class<T> type) {
        return first.select(type).get();
    }

    @Override
    protected <T> T second(Class<T> type) {
        return second.select(type).get();
    }

    private static List<Class<?>> together(List<Class<?>> both, List<Class<?>> own) {
        return Stream.concat(both.stream(), own.stream()).toList();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
