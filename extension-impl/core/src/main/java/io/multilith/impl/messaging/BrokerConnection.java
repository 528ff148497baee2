package io.multilith.impl.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonClientOptions;
import io.vertx.proton.ProtonConnection;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * One connection to a broker, shared by all links, and made again for ever when it is lost. All links live on its one
 * event loop; {@link #execute} goes there from any thread.
 */
final class BrokerConnection {
    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int OPEN_TIMEOUT_MILLIS = 5_000;
    private static final int HEARTBEAT_MILLIS = 4_000;
    /** Ends a connection whose other side falls silent before there are heartbeats, too. */
    private static final int LONGEST_SILENCE_SECONDS = 10;
    private static final int FIRST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;
    /** At a time, so that the socket has its turn. */
    private static final int MOST_TASKS = 256;

    private final Vertx vertx;
    private final BrokerAddress address;
    private final String containerId;
    private final Context context;
    private final List<BrokerLink> links = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Whether the event loop has been called for tasks that it has not come to yet. */
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile ProtonConnection connection;
    private volatile boolean stopped;
    private int failures;

    BrokerConnection(Vertx vertx, BrokerAddress address, String containerId) {
        this.vertx = vertx;
        this.address = address;
        this.containerId = containerId;
        this.context = vertx.getOrCreateContext();
    }

    void start() {
        execute(this::connect);
    }

    /** Runs a task on the event loop; at once when already there. */
    void execute(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            tasks.add(task);
            callLoop();
        }
    }

    /** Once for all tasks that come before it gets to them: to call it costs more than many a task. */
    private void callLoop() {
        if (called.compareAndSet(false, true)) {
            try {
                context.runOnContext(ignored -> runTasks());
            } catch (RejectedExecutionException closed) {
                called.set(false);
                throw closed;
            }
        }
    }

    private void runTasks() {
        called.set(false);
        try {
            for (var count = 0; count < MOST_TASKS && !tasks.isEmpty(); count++) {
                tasks.remove().run();
            }
        } finally { // after a task that broke, too
            if (!tasks.isEmpty()) {
                callLoop();
            }
        }
    }

    BrokerAddress address() {
        return address;
    }

    boolean isConnected() {
        return connection != null;
    }

    /** Keeps a link open from now on: attached when there is a connection, and again after each new one. */
    void add(BrokerLink link) {
        execute(() -> {
            links.add(link);
            if (connection != null) {
                link.attach(connection);
            }
        });
    }

    void remove(BrokerLink link) {
        execute(() -> links.remove(link));
    }

    /** Does something with the connection after a while, if there is one then. */
    void later(long millis, Consumer<ProtonConnection> task) {
        vertx.setTimer(millis, timer -> execute(() -> {
            if (connection != null) {
                task.accept(connection);
            }
        }));
    }

    /** Closes the connection; completes when the broker has agreed, or is not there. */
    CompletableFuture<Void> stop() {
        var closed = new CompletableFuture<Void>();
        execute(() -> {
            stopped = true;
            var open = connection;
            if (open == null) {
                closed.complete(null);
                return;
            }
            open.closeHandler(result -> {
                open.disconnect();
                closed.complete(null);
            });
            open.disconnectHandler(gone -> closed.complete(null));
            links.forEach(BrokerLink::closing);
            open.close();
        });
        return closed;
    }

    private void connect() {
        if (stopped) {
            return;
        }
        var options = new ProtonClientOptions().setHeartbeat(HEARTBEAT_MILLIS);
        options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setSsl(address.ssl());
        options.setReadIdleTimeout(LONGEST_SILENCE_SECONDS);
        ProtonClient.create(vertx).connect(options, address.host(), address.port(),
                address.username().orElse(null), address.password().orElse(null), result -> {
                    if (result.succeeded()) {
                        open(result.result());
                    } else {
                        retry(result.cause());
                    }
                });
    }

    private void open(ProtonConnection candidate) {
        if (stopped) {
            candidate.disconnect();
            return;
        }
        candidate.setContainer(containerId);
        candidate.disconnectHandler(gone -> lost(candidate, "the connection was cut"));
        candidate.closeHandler(result -> {
            candidate.disconnect();
            lost(candidate, result.failed() ? result.cause().getMessage() : "the broker closed the connection");
        });
        candidate.openHandler(result -> {
            if (result.failed()) {
                candidate.disconnect();
                return;
            }
            failures = 0;
            connection = candidate;
            LOG.info(MESSAGES.connected(address.toString()));
            List.copyOf(links).forEach(link -> link.attach(candidate));
        });
        candidate.open();
        vertx.setTimer(OPEN_TIMEOUT_MILLIS, timer -> execute(() -> {
            if (connection != candidate && !candidate.isDisconnected()) {
                candidate.disconnect();
            }
        }));
    }

    private void lost(ProtonConnection candidate, String reason) {
        if (connection == candidate) {
            connection = null;
            List.copyOf(links).forEach(BrokerLink::detached);
        }
        candidate.disconnectHandler(null);
        candidate.closeHandler(null);
        retry(new IllegalStateException(reason));
    }

    private void retry(Throwable reason) {
        if (stopped) {
            return;
        }
        if (failures++ == 0) {
            LOG.warn(MESSAGES.connectionFailed(address.toString(), reason.getMessage()));
        }
        var pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        vertx.setTimer(pause / 2 + ThreadLocalRandom.current().nextInt(pause / 2 + 1), timer -> execute(this::connect));
    }
}
