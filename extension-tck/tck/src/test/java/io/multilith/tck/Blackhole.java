package io.multilith.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a node and its broker, to be broken. What is held is not lost but late, as TCP would repeat it: a
 * connection over which nothing comes, and which nobody has closed.
 */
final class Blackhole implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Direction> held = EnumSet.noneOf(Direction.class);
    private final int brokerPort;
    private final int port;
    private ServerSocket server;

    /** Which way bytes go. */
    enum Direction {
        TO_BROKER, TO_NODE
    }

    private Blackhole(int brokerPort) {
        this.brokerPort = brokerPort;
        port = BrokerProcess.freePort();
    }

    /** One that passes everything on. */
    static Blackhole before(BrokerProcess broker) {
        var network = new Blackhole(broker.port());
        network.listen();
        return network;
    }

    int port() {
        return port;
    }

    int connections() {
        return connections.size();
    }

    /** Takes connections, again. */
    synchronized void listen() {
        if (server != null && !server.isClosed()) {
            return;
        }
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        var listening = server;
        daemon(() -> accept(listening));
    }

    /** Passes nothing on in these directions, now and on new connections. */
    synchronized void hold(Set<Direction> directions) {
        held.addAll(directions);
    }

    /** Passes on what was held, and all that comes. */
    synchronized void pass() {
        held.clear();
        notifyAll();
    }

    /** Never again passes anything on over the connections there are, and lets them be. */
    synchronized void forget() {
        connections.forEach(connection -> connection.forgotten = true);
    }

    /** Ends all connections. */
    void cut() {
        connections.forEach(Connection::close);
    }

    /** Ends all connections and takes no new ones. */
    synchronized void refuse() {
        try {
            server.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
        cut();
    }

    @Override
    public void close() {
        refuse();
        pass();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var connection = new Connection(listening.accept());
                connections.add(connection);
                daemon(() -> connection.pump(Direction.TO_BROKER));
                daemon(() -> connection.pump(Direction.TO_NODE));
            } catch (IOException refused) {
                // The listener was closed, or there is no broker: the node sees its connection
                // end.
            }
        }
    }

    private synchronized void awaitPassage(Connection connection, Direction direction) throws InterruptedException {
        while (connection.forgotten || held.contains(direction)) {
            wait();
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "blackhole");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Connection {
        private final Socket node;
        private final Socket broker;
        private volatile boolean forgotten;

        Connection(Socket node) throws IOException {
            this.node = node;
            try {
                broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            } catch (IOException absent) {
                node.close();
                throw absent;
            }
        }

        void pump(Direction direction) {
            var from = direction == Direction.TO_BROKER ? node : broker;
            var to = direction == Direction.TO_BROKER ? broker : node;
            var buffer = new byte[BUFFER];
            try {
                for (var count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream()
                        .read(buffer)) {
                    awaitPassage(this, direction);
                    to.getOutputStream().write(buffer, 0, count);
                }
                awaitPassage(this, direction);
            } catch (IOException | InterruptedException cut) {
                // The one side has ended, so the other is to end too.
            } finally {
                close();
            }
        }

        void close() {
            connections.remove(this);
            try (node; broker) {
                forgotten = false;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
