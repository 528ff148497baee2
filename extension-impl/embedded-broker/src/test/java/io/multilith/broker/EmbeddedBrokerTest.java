package io.multilith.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EmbeddedBrokerTest {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path directory;

    private final int port = FreePort.choose();

    @Test
    void takes_messages_when_it_has_started() throws Exception {
        var broker = broker(port, directory);
        broker.start();
        try (var peer = new Peer(port)) {

            var inbox = peer.receive("rpc.x", "queue");
            peer.send("rpc.x", "queue", "hello");

            assertThat(inbox.body()).isEqualTo("hello");
            assertThat(broker.problem()).isEmpty();
        } finally {
            broker.stop();
        }
    }

    @Test
    void says_where_it_listens_and_when_it_is_stopped() {
        var logged = LoggedLines.open();
        var broker = broker(port, directory);

        broker.start();
        broker.stop();
        logged.close();

        assertThat(logged.lines()).anySatisfy(line -> assertThat(line).startsWith("INFO ML0759")
                .contains("127.0.0.1:" + port, directory.toString()));
        assertThat(logged.lines())
                .anySatisfy(line -> assertThat(line).startsWith("INFO ML0760").contains("127.0.0.1:" + port));
    }

    @Test
    void names_the_port_when_it_is_taken_and_leaves_nothing_running() throws Exception {
        var before = threads();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var broker = broker(taken.getLocalPort(), directory);

            assertThatThrownBy(broker::start).isInstanceOf(EmbeddedBrokerException.class)
                    .hasMessageContaining("ML0750").hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Fix: set amqp-host (and amqp-port)");
        }

        noThreadsLeft(before);
    }

    @Test
    void says_that_the_directory_is_in_use_by_another_broker() {
        var first = broker(port, directory);
        first.start();
        try {
            var second = broker(FreePort.choose(), directory);

            assertThatThrownBy(second::start).hasMessageContaining("ML0752").hasMessageContaining(directory.toString());
        } finally {
            first.stop();
        }
    }

    @Test
    void says_that_the_directory_cannot_be_used() throws Exception {
        var file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(broker(port, file)::start).hasMessageContaining("ML0751").hasMessageContaining("a-file");
        assertThatThrownBy(broker(port, file.resolve("below"))::start).hasMessageContaining("ML0751");
    }

    @Test
    void says_that_the_store_is_damaged() throws Exception {
        Files.writeString(directory.resolve("journal"), "not a directory");

        assertThatThrownBy(broker(port, directory)::start).hasMessageContaining("ML0753")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void keeps_a_durable_message_for_the_next_start() throws Exception {
        var first = broker(port, directory);
        first.start();
        try (var peer = new Peer(port)) {
            peer.send("dlq.a.b", "queue", "kept");
        } finally {
            first.stop();
        }

        var second = broker(port, directory);
        second.start();
        try (var peer = new Peer(port)) {
            assertThat(peer.receive("dlq.a.b", "queue").body()).isEqualTo("kept");
        } finally {
            second.stop();
        }
    }

    @Test
    void leaves_no_thread_and_no_port_when_stopped() throws Exception {
        var before = threads();
        var broker = broker(port, directory);
        broker.start();

        broker.stop();

        noThreadsLeft(before);
        assertThat(broker.problem()).hasValueSatisfying(reason -> assertThat(reason).contains("ML0758"));
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void listens_on_the_loopback_interface_only() throws Exception {
        var broker = broker(port, directory);
        broker.start();
        try (var others = new ServerSocket()) {

            others.bind(new java.net.InetSocketAddress("127.0.0.2", port));

            assertThat(others.isBound()).isTrue();
        } finally {
            broker.stop();
        }
    }

    @Test
    void is_not_ready_within_5_s_when_its_store_is_gone() throws Exception {
        var broker = broker(port, directory);
        broker.start();
        try {
            delete(directory.resolve("journal"));

            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(broker.problem())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("ML0756").contains("Fix:")));
        } finally {
            broker.stop();
        }
    }

    /** A death within the few milliseconds until the journal is flushed is not counted; the next one is. */
    @Test
    void counts_the_deliveries_of_a_message_whose_handler_kills_the_process() throws Exception {
        var broker = broker(port, directory);
        broker.start();
        try (var peer = new Peer(port)) {
            peer.send(CrashingNode.ADDRESS, "queue", "deadly");
        } finally {
            broker.stop();
        }

        var counts = new ArrayList<Integer>();
        while (counts.size() < 10 && !counts.contains(2)) {
            counts.add(deliveryCountSeenByADyingNode());
        }

        assertThat(counts).startsWith(0).endsWith(2).isSorted();
    }

    private int deliveryCountSeenByADyingNode() throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CrashingNode.class.getName(), directory.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static EmbeddedBroker broker(int port, Path directory) {
        return new EmbeddedBroker(new BrokerSettings(port, directory));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }

    /** Netty's shared event executor ends itself a second after its last task. */
    private static void noThreadsLeft(Set<Thread> before) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var left = threads();
            left.removeAll(before);
            assertThat(left).extracting(Thread::getName).filteredOn(name -> !name.startsWith("awaitility")).isEmpty();
        });
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
