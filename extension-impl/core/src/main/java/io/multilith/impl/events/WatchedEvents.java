package io.multilith.impl.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.events.Event;
import io.multilith.events.EventWatch;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** Receives the events of every service and collection that is known, as long as anybody looks on. */
@ApplicationScoped
public class WatchedEvents implements EventWatch, Entrypoint {
    private static final Logger LOG = Logger.getLogger(WatchedEvents.class);
    private static final int CREDIT = 100;

    private final List<Consumer<Event>> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, MessageReceiver> receivers = new HashMap<>();
    private final MessageBus bus;
    private final Directory directory;
    private final JsonCodec json;

    /** For the client proxy only. */
    protected WatchedEvents() {
        this(null, null, null);
    }

    @Inject
    public WatchedEvents(MessageBus bus, Directory directory, JsonCodec json) {
        this.bus = bus;
        this.directory = directory;
        this.json = json;
    }

    @Override
    public void start() {
        // Nobody looks on yet.
    }

    @Override
    public synchronized void stop() {
        watchers.clear();
        rest();
    }

    @Override
    public synchronized Runnable watch(Consumer<Event> watcher) {
        watchers.add(watcher);
        try {
            directory.nodes().forEach(this::receive);
        } catch (RuntimeException notReceived) {
            leave(watcher);
            throw notReceived;
        }
        return () -> leave(watcher);
    }

    private synchronized void leave(Consumer<Event> watcher) {
        watchers.remove(watcher);
        if (watchers.isEmpty()) {
            rest();
        }
    }

    private void rest() {
        receivers.values().forEach(MessageReceiver::stop);
        receivers.clear();
    }

    synchronized void join(@Observes NodeJoined event) {
        if (!watchers.isEmpty()) {
            receive(event.node());
        }
    }

    private void receive(Node node) {
        Stream.concat(node.services().stream(), node.collections().stream())
                .forEach(source -> receivers.computeIfAbsent(source,
                        name -> bus.receive(MessageSource.topic(CloudEventMessages.address(name), CREDIT),
                                message -> show(message, name))));
    }

    private void show(ReceivedMessage received, String source) {
        received.accept();
        try {
            var event = CloudEventMessages.read(received.message(), source, json);
            watchers.forEach(watcher -> show(event, watcher));
        } catch (ProblemException noEvent) {
            LOG.debugf("Passed over a message of %s that is no event: %s", source, noEvent.getMessage());
        }
    }

    private static void show(Event event, Consumer<Event> watcher) {
        try {
            watcher.accept(event);
        } catch (RuntimeException fault) {
            LOG.error(MESSAGES.watcherFailed(event.type()), fault);
        }
    }
}
