package io.multilith.broker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.inject.se.SeContainer;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Boots a container with the extension, as a server does. */
class EmbeddedBrokerExtensionTest {

    @TempDir
    Path directory;

    private final int port = FreePort.choose();
    private final Map<String, String> configured = new HashMap<>();

    @BeforeEach
    void answerHealth() {
        HealthCheckResponse.setResponseProvider(new PlainHealth());
        configured.put(BrokerSettings.PORT_KEY, String.valueOf(port));
        configured.put(BrokerSettings.DIRECTORY_KEY, directory.toString());
    }

    @AfterEach
    void forget() {
        HealthCheckResponse.setResponseProvider(null);
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }

    @Test
    void starts_the_broker_before_the_application_and_stops_it_after() throws Exception {
        try (var container = boot(); var peer = new Peer(port)) {
            var inbox = peer.receive("rpc.x", "queue");
            peer.send("rpc.x", "queue", "hello");

            assertThat(inbox.body()).isEqualTo("hello");
            assertThat(container.isRunning()).isTrue();
        }

        assertNobodyListens();
    }

    @Test
    void is_ready_while_the_broker_runs() {
        try (var container = boot()) {
            var readiness = container.select(EmbeddedBrokerReadiness.class, Readiness.Literal.INSTANCE).get();

            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        }
    }

    @Test
    void is_down_with_the_reason_while_the_broker_does_not_run() {
        var response = new EmbeddedBrokerReadiness(new EmbeddedBrokerExtension()).call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(response.getData().orElseThrow().get("reason")).asString().contains("ML0758").contains("Fix:");
    }

    @Test
    void leaves_broker_and_readiness_out_when_a_host_is_configured_elsewhere() {
        configured.put(EmbeddedBrokerConfigSource.HOST_KEY, "broker.example.org");

        try (var container = boot()) {
            assertThat(container.select(EmbeddedBrokerReadiness.class, Readiness.Literal.INSTANCE).isUnsatisfied())
                    .isTrue();
            assertNobodyListens();
        }
    }

    @Test
    void leaves_the_broker_out_when_the_loopback_host_itself_is_configured_elsewhere() {
        configured.put(EmbeddedBrokerConfigSource.HOST_KEY, "127.0.0.1");

        try (var container = boot()) {
            assertThat(container.isRunning()).isTrue();
            assertNobodyListens();
        }
    }

    @Test
    void reports_a_taken_port_as_a_deployment_problem_and_starts_when_it_is_free_again() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(this::boot).hasStackTraceContaining("ML0750")
                    .hasStackTraceContaining("127.0.0.1:" + port);
            assertThat(taken.isBound()).isTrue();
        }

        try (var container = boot()) {
            assertThat(container.isRunning()).isTrue();
        }
    }

    @Test
    void reports_a_port_that_is_no_port_as_a_deployment_problem() {
        configured.put(BrokerSettings.PORT_KEY, "amqp");

        assertThatThrownBy(this::boot).hasStackTraceContaining("ML0755")
                .hasStackTraceContaining("amqp-port is \"amqp\"");
    }

    /** Extension, bean archive and configuration source are found as on a server: by the files in {@code META-INF}. */
    private SeContainer boot() {
        Settings.in(configured);
        return new Weld().initialize();
    }

    private void assertNobodyListens() {
        assertThatThrownBy(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                throw new IOException("somebody listens on " + socket.getPort());
            }
        }).isInstanceOf(ConnectException.class);
    }
}
