package io.multilith.backend.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a database that can be cut. Cut, it refuses connections and breaks those that there are. */
final class Link implements AutoCloseable {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final URI target;
    private final ServerSocket server;
    private volatile boolean isCut;

    private Link(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        start(this::accept);
    }

    static Link to(TestDatabase database) {
        return new Link(URI.create(database.url().substring("jdbc:".length())));
    }

    TestDatabase database() {
        return new TestDatabase("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + target.getPath()
                + "?loginTimeout=5&sslmode=disable");
    }

    void cut() {
        isCut = true;
        open.forEach(Link::close);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (isCut) {
                    close(near);
                } else {
                    var far = new Socket(target.getHost(), target.getPort());
                    open.add(near);
                    open.add(far);
                    start(() -> copy(near, far));
                    start(() -> copy(far, near));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            open.remove(from);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
        open.forEach(Link::close);
    }
}
