package io.multilith.impl.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Workers;
import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessagingException;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/**
 * Sends events as durable messages: within a transaction by way of the outbox or else after its commit, else at once, and
 * waits until the bus has them. The source is the service whose call is being served; {@link DispatcherProducer} gives services their own.
 */
@ApplicationScoped
@Typed(BusEventDispatcher.class)
public class BusEventDispatcher implements EventDispatcher {
    private static final Logger LOG = Logger.getLogger(BusEventDispatcher.class);

    private final MessageBus bus;
    private final JsonCodec json;
    private final Workers workers;
    private final Duration timeout;
    private final AfterCommit afterCommit;
    private final Predicate<Event> outbox;

    /** For the client proxy only. */
    protected BusEventDispatcher() {
        bus = null;
        json = null;
        workers = null;
        timeout = null;
        afterCommit = null;
        outbox = null;
    }

    @Inject
    public BusEventDispatcher(MessageBus bus, JsonCodec json, Workers workers, Settings settings,
            OutboxRelay relay) {
        this(bus, json, workers, settings.get(Setting.EVENT_DISPATCH_TIMEOUT), new AfterCommit(), relay::keep);
    }

    BusEventDispatcher(MessageBus bus, JsonCodec json, Workers workers, Duration timeout, AfterCommit afterCommit,
            Predicate<Event> outbox) {
        this.bus = bus;
        this.json = json;
        this.workers = workers;
        this.timeout = timeout;
        this.afterCommit = afterCommit;
        this.outbox = outbox;
    }

    @Override
    public void dispatch(String type, Object data, EventOptions options) {
        var source = workers.current().map(call -> call.method().service())
                .orElseThrow(() -> new IllegalStateException(MESSAGES.noSource(type)));
        dispatch(source, type, data, options);
    }

    @Override
    public EventDispatcher from(String source) {
        if (!CloudEventMessages.isSource(source)) {
            throw new IllegalArgumentException(MESSAGES.notASource(source));
        }
        return new SourcedDispatcher(this, source);
    }

    void dispatch(String source, String type, Object data, EventOptions options) {
        var event = event(source, type, data, options);
        if (!outbox.test(event) && !afterCommit.keep(() -> sendCommitted(event))) {
            sendAndWait(event);
        }
    }

    private Event event(String source, String type, Object data, EventOptions options) {
        if (!EventTypes.isName(type)) {
            throw new IllegalArgumentException(MESSAGES.notAType(type));
        }
        options.extensions().keySet().stream().filter(name -> !CloudEventMessages.isExtension(name)).findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(MESSAGES.notAnExtension(name));
                });
        var extensions = new HashMap<String, String>();
        workers.current().ifPresent(call -> extensions.putAll(EventContext.extensions(call.context())));
        extensions.putAll(options.extensions());
        return new Event(options.id().orElseGet(() -> UUID.randomUUID().toString()), source, type,
                options.subject(), Instant.now(), json.toJson(data), options.priority(), Map.copyOf(extensions));
    }

    private void sendAndWait(Event event) {
        try {
            sendInTime(event).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof MessagingException unsafe) {
                throw unsafe;
            }
            if (failed.getCause() instanceof TimeoutException) {
                throw new MessagingException.BrokerUnavailable(
                        MESSAGES.notSafeInTime(event.type(), timeout.toString()));
            }
            throw failed;
        }
    }

    /** The caller is told nothing any more, so the log is. */
    private void sendCommitted(Event event) {
        sendInTime(event).whenComplete((sent, fault) -> {
            if (fault != null) {
                LOG.error(MESSAGES.lostAfterCommit(event.id(), event.type(), String.valueOf(fault.getMessage())));
            }
        });
    }

    private CompletableFuture<Void> sendInTime(Event event) {
        return send(event).toCompletableFuture().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether anybody is subscribed is the broker's to know: it takes what nobody will get. */
    @Override
    public CompletionStage<Void> send(Event event) {
        LOG.debugf("The event %s of %s is sent to %s", event.id(), event.type(), event.source());
        return bus.send(CloudEventMessages.write(event));
    }
}
