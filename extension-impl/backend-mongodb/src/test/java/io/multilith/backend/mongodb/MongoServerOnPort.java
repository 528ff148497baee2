package io.multilith.backend.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** A server that can be away, on a port that stays; what it has it loses with each start. */
final class MongoServerOnPort implements AutoCloseable {
    private final int port;
    private MongoServer server;

    MongoServerOnPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** One of another process. */
    MongoServerOnPort(int port) {
        this.port = port;
    }

    static MongoServerOnPort started() {
        var server = new MongoServerOnPort();
        server.start();
        return server;
    }

    void start() {
        start(new MemoryBackend());
    }

    void start(de.bwaldvogel.mongo.MongoBackend data) {
        server = new MongoServer(data);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    int port() {
        return port;
    }

    /** A backend as an application has it. */
    MongoBackend backend(Duration timeout) {
        return new MongoBackend(new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
                Map.of(MongoSettings.URL_KEY, "mongodb://127.0.0.1:" + port + "/shop", MongoSettings.TIMEOUT_KEY,
                        timeout.toString()),
                "test", 100)).build());
    }

    void stop() {
        server.shutdownNow();
        server = null;
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
    }
}
