package io.multilith.impl.realtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.realtime.SocketAuthenticator;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.Subscriptions;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/** The open sockets and what they all need. Asks each now and then whether its peer is there. */
@ApplicationScoped
public class Sockets implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(Sockets.class);
    private static final Duration LOOK = Duration.ofMillis(2_500);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
    private final ResourceDispatcher resources;
    private final Subscriptions subscriptions;
    private final SocketMethods methods;
    private final WorkerThreads threads;
    private final JsonCodec json;
    private final Settings settings;
    private final Instance<SocketAuthenticator> authenticators;
    private volatile boolean isStopped;
    private volatile CompletableFuture<Void> look = CompletableFuture.completedFuture(null);

    /** For the client proxy only. */
    protected Sockets() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public Sockets(ResourceDispatcher resources, Subscriptions subscriptions, SocketMethods methods,
            WorkerThreads threads, JsonCodec json, Settings settings,
            @Any Instance<SocketAuthenticator> authenticators) {
        this.resources = resources;
        this.subscriptions = subscriptions;
        this.methods = methods;
        this.threads = threads;
        this.json = json;
        this.settings = settings;
        this.authenticators = authenticators;
    }

    @Override
    public void start() {
        look = threads.after(LOOK);
        look.thenRun(() -> open.forEach(OpenSocket::look)).whenComplete((done, fault) -> {
            if (isStopped) {
                return;
            }
            if (fault != null) {
                LOG.error(MESSAGES.lookFailed(), fault);
            }
            start();
        });
    }

    @Override
    public void stop() {
        isStopped = true;
        look.cancel(false);
        var ends = open.stream().map(socket -> socket.end(SocketEnds.SHUTDOWN)).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).completeOnTimeout(null, LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Ends it at once where there are as many as may be, or none any more. */
    void add(OpenSocket socket) {
        open.add(socket);
        if (isStopped) {
            open.remove(socket);
            socket.end(SocketEnds.SHUTDOWN);
        } else if (open.size() > settings.get(Setting.REALTIME_MAX_SOCKETS)) {
            open.remove(socket);
            socket.end(SocketEnds.TOO_MANY_SOCKETS);
        }
    }

    void remove(OpenSocket socket) {
        open.remove(socket);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    SocketMethods methods() {
        return methods;
    }

    WorkerThreads threads() {
        return threads;
    }

    JsonCodec json() {
        return json;
    }

    /** Those whose records may be asked for: nobody is told of the changes of others. */
    SortedSet<String> collections() {
        return resources.collections().stream()
                .filter(name -> resources.description(name).operations().contains(Operation.FIND))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty: nobody's token is known. */
    Optional<SocketAuthenticator> authenticator() {
        return authenticators.stream().findFirst();
    }

    int maxFrame() {
        return settings.get(Setting.REALTIME_MAX_FRAME);
    }

    int maxSubscriptions() {
        return settings.get(Setting.REALTIME_MAX_SUBSCRIPTIONS);
    }

    int maxCalls() {
        return settings.get(Setting.REALTIME_MAX_CALLS);
    }

    Duration pingAfter() {
        return settings.get(Setting.REALTIME_PING_AFTER);
    }

    SendLimits limits() {
        return new SendLimits(settings.get(Setting.REALTIME_QUEUE_MESSAGES),
                settings.get(Setting.REALTIME_QUEUE_BYTES), settings.get(Setting.REALTIME_SLOW_AFTER));
    }
}
