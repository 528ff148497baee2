package io.multilith.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import io.multilith.broker.EmbeddedBrokerExtension;

/** The broker in a process of its own: after each start on the same port, with the same store. */
final class BrokerProcess implements AutoCloseable {
    private final int port = freePort();
    private final Path directory;
    private OtherJvm running;

    /** One that does not run yet. */
    BrokerProcess(Path directory) {
        this.directory = directory;
    }

    /** The other process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            var container = SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(Main.class)
                    .addExtensions(new EmbeddedBrokerExtension()).initialize();
            OtherJvm.ready();
            container.close();
        }
    }

    BrokerProcess start() {
        running = OtherJvm.start(Main.class, "-Damqp-port=" + port,
                "-Dmultilith.embedded-broker.directory=" + directory);
        return this;
    }

    void kill() {
        running.kill();
        running = null;
    }

    int port() {
        return port;
    }

    /** The configuration of a node that uses it. */
    Map<String, String> keysWith(Map<String, String> more) {
        var keys = new HashMap<>(more);
        keys.put("amqp-host", "127.0.0.1");
        keys.put("amqp-port", Integer.toString(port));
        return Map.copyOf(keys);
    }

    @Override
    public void close() {
        if (running != null) {
            running.kill();
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noneLeft) {
            throw new UncheckedIOException(noneLeft);
        }
    }
}
