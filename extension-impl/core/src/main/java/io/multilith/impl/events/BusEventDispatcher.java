package io.multilith.impl.events;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

/** Sends events as durable messages and waits until the bus has them. */
@ApplicationScoped
public class BusEventDispatcher implements EventDispatcher {
    private final MessageBus bus;
    private final JsonCodec json;
    private final Workers workers;
    private final Duration timeout;

    /** For the client proxy only. */
    protected BusEventDispatcher() {
        bus = null;
        json = null;
        workers = null;
        timeout = null;
    }

    @Inject
    public BusEventDispatcher(MessageBus bus, JsonCodec json, Workers workers, Settings settings) {
        this.workers = workers;
        this.bus = bus;
        this.json = json;
        this.timeout = settings.get(Setting.EVENT_DISPATCH_TIMEOUT);
    }

    @Override
    public void dispatch(String type, Object data, EventOptions options) {
        var source = workers.current().map(call -> call.method().service())
                .orElseThrow(() -> new IllegalStateException(MESSAGES.noSource(type)));
        dispatch(source, type, data, options);
    }

    @Override
    public EventDispatcher from(String source) {
        return new EventDispatcher() {
            @Override
            public void dispatch(String type, Object data, EventOptions options) {
                BusEventDispatcher.this.dispatch(source, type, data, options);
            }

            @Override
            public EventDispatcher from(String other) {
                return BusEventDispatcher.this.from(other);
            }

            @Override
            public CompletionStage<Void> send(Event event) {
                return BusEventDispatcher.this.send(event);
            }
        };
    }

    private void dispatch(String source, String type, Object data, EventOptions options) {
        var event = new Event(options.id().orElseGet(() -> UUID.randomUUID().toString()), source, type,
                options.subject(), Instant.now(), json.toJson(data), options.priority(), options.extensions());
        try {
            send(event).toCompletableFuture().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof MessagingException unsafe) {
                throw unsafe;
            }
            if (failed.getCause() instanceof TimeoutException) {
                throw new MessagingException.BrokerUnavailable(MESSAGES.notSafeInTime(type, timeout.toString()));
            }
            throw failed;
        }
    }

    @Override
    public CompletionStage<Void> send(Event event) {
        return bus.send(CloudEventMessages.write(event));
    }
}
