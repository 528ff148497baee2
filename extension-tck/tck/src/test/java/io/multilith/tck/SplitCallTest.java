package io.multilith.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.broker.EmbeddedBrokerExtension;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.placement.Directory;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Typed calls from one node to another, over a broker. */
class SplitCallTest {
    @TempDir
    static Path directory;

    private static WeldContainer serving;
    private static WeldContainer calling;

    @BeforeAll
    static void boot() throws IOException {
        Node.configure(Map.of("amqp-port", Integer.toString(freePort()), "multilith.embedded-broker.directory",
                directory.toString()), true);
        serving = Node.boot(Doubler.class, new EmbeddedBrokerExtension());
        calling = Node.boot(Client.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(20))).untilAsserted(
                () -> assertThat(calling.select(Directory.class).get().services()).contains("doubler"));
    }

    @AfterAll
    static void close() {
        calling.close();
        serving.close();
        Node.forget();
    }

    @Test
    void gives_the_result_of_a_call_that_waits_and_of_one_that_does_not() {
        var client = calling.select(Client.class).get();

        assertThat(client.waiting.twice(21)).isEqualTo(42);
        assertThat(client.promising.twice(4)).succeedsWithin(Timeouts.of(Duration.ofSeconds(5))).isEqualTo(8);
    }

    @Test
    void tells_each_failure_by_its_class() {
        var client = calling.select(Client.class).get();

        assertThatThrownBy(() -> client.waiting.missing()).isInstanceOf(RpcException.UnknownMethod.class);
        assertThatThrownBy(() -> client.loose.twice("x")).isInstanceOf(RpcException.BadArguments.class);
        assertThatThrownBy(() -> client.waiting.fail()).isInstanceOf(RpcException.Remote.class)
                .hasMessage("The service failed.");
        assertThat(client.absent.twice(1)).failsWithin(Timeouts.of(Duration.ofSeconds(2))).withThrowableThat()
                .withCauseInstanceOf(RpcException.NoService.class);
    }

    /** The service of the one node. */
    @ServiceEntrypoint("doubler")
    public static class Doubler {
        @Rpc
        public int twice(int value) {
            return 2 * value;
        }

        @Rpc
        public int fail() {
            throw new IllegalStateException("secret");
        }
    }

    /** The clients of the other. */
    @Dependent
    public static class Client {
        @Inject
        @RemoteService("doubler")
        Waiting waiting;

        @Inject
        @RemoteService("doubler")
        Loose loose;

        @Inject
        @RemoteService("doubler")
        Promising promising;

        @Inject
        @RemoteService("absent")
        Promising absent;

        /** Waits, and asks for what is not there. */
        public interface Waiting {
            int twice(int value);

            int missing();

            int fail();
        }

        /** Says less of the arguments than the service does. */
        public interface Loose {
            int twice(Object value);
        }

        /** Does not wait. */
        public interface Promising {
            CompletionStage<Integer> twice(int value);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
