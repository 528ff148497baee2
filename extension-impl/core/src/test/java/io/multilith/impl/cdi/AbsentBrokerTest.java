package io.multilith.impl.cdi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.messaging.MessagingException;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** An application whose broker is configured and cannot be reached. */
class AbsentBrokerTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    private WeldContainer container;
    private int port;

    @BeforeEach
    void boot() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Configured.register(Map.of("amqp-host", "127.0.0.1", "amqp-port", Integer.toString(port)));
        container = Deployed.weld(Here.class, Clients.class).initialize();
    }

    @AfterEach
    void close() {
        container.close();
        Configured.release();
    }

    @Test
    void deploys_and_says_which_broker_it_cannot_reach() {
        await().untilAsserted(() -> assertThat(log.lines()).filteredOn(line -> line.contains("ML0708"))
                .singleElement().asString().startsWith("WARN").contains("127.0.0.1:" + port));
    }

    @Test
    void calls_what_is_here() {
        assertThat(clients().here.add(1, 2)).isEqualTo(3);
    }

    @Test
    void fails_fast_to_call_what_is_elsewhere() {
        var cold = catchThrowableOfType(RpcException.BrokerUnavailable.class, () -> clients().elsewhere.add(1, 2));
        var begin = Instant.now();

        var failure = catchThrowableOfType(RpcException.BrokerUnavailable.class, () -> clients().elsewhere.add(1, 2));

        assertThat(cold).isNotNull();
        assertThat(failure.problem().kind()).isEqualTo("broker-unavailable");
        assertThat(failure).hasCauseInstanceOf(MessagingException.BrokerUnavailable.class);
        assertThat(failure.getCause()).hasMessageStartingWith("ML0700").hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("Fix:");
        assertThat(failure.problem().detail()).doesNotContain("127.0.0.1");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void fails_fast_to_tell_of_an_event() {
        var failure = catchThrowableOfType(MessagingException.BrokerUnavailable.class,
                () -> container.select(EventDispatcher.class).get().from("orders").dispatch("order.placed", 1));

        assertThat(failure).hasMessageStartingWith("ML0700").hasMessageContaining("127.0.0.1:" + port);
    }

    private Clients clients() {
        return container.select(Clients.class).get();
    }

    interface AdderApi {
        int add(int a, int b);
    }

    @ServiceEntrypoint("here")
    static class Here {
        @Rpc
        int add(int a, int b) {
            return a + b;
        }
    }

    @Dependent
    static class Clients {
        @Inject
        @RemoteService("here")
        AdderApi here;

        @Inject
        @RemoteService("elsewhere")
        AdderApi elsewhere;
    }
}
