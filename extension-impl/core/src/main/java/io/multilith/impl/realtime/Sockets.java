package io.multilith.impl.realtime;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.Subscriptions;

/** The open sockets. Follows every collection and sends each change once to each socket that joined a topic of it. */
@ApplicationScoped
public class Sockets implements Entrypoint {
    private final Set<SocketWriter> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> followed = new ConcurrentHashMap<>();
    private final ResourceDispatcher resources;
    private final Subscriptions subscriptions;
    private final JsonCodec json;
    private final Settings settings;

    /** For the client proxy only. */
    protected Sockets() {
        this(null, null, null, null);
    }

    @Inject
    public Sockets(ResourceDispatcher resources, Subscriptions subscriptions, JsonCodec json, Settings settings) {
        this.resources = resources;
        this.subscriptions = subscriptions;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public void start() {
        resources.collections().forEach(name -> followed.put(name, subscriptions.follow(name, this::publish)));
    }

    @Override
    public void stop() {
        followed.values().forEach(Runnable::run);
        open.forEach(socket -> socket.close(SocketEnds.SHUTDOWN));
    }

    void add(SocketWriter socket) {
        open.add(socket);
    }

    void remove(SocketWriter socket) {
        open.remove(socket);
    }

    JsonCodec json() {
        return json;
    }

    SortedSet<String> collections() {
        return resources.collections();
    }

    int maxFrame() {
        return settings.get(Setting.REALTIME_MAX_FRAME);
    }

    int maxTopics() {
        return settings.get(Setting.REALTIME_MAX_TOPICS);
    }

    int maxCalls() {
        return settings.get(Setting.REALTIME_MAX_CALLS);
    }

    SocketLimits limits() {
        return new SocketLimits(settings.get(Setting.REALTIME_QUEUE_MESSAGES),
                settings.get(Setting.REALTIME_QUEUE_BYTES), settings.get(Setting.REALTIME_SLOW_AFTER));
    }

    private CompletionStage<Void> publish(ResourceChange change) {
        var topics = ZeroServicesEvent.topics(change);
        var listeners = open.stream().filter(socket -> joinedAny(socket, topics)).toList();
        if (!listeners.isEmpty()) {
            var frame = ZeroServicesEvent.frame(change);
            listeners.forEach(socket -> socket.send(frame));
        }
        return CompletableFuture.completedStage(null);
    }

    private static boolean joinedAny(SocketWriter socket, Collection<String> topics) {
        return topics.stream().anyMatch(socket.topics()::contains);
    }
}
