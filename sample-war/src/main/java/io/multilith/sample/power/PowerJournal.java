package io.multilith.sample.power;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;
import io.smallrye.reactive.messaging.amqp.IncomingAmqpMetadata;

/**
 * A reactive messaging channel of the application's own beside the entrypoints: it listens to the same events by the
 * connector {@code smallrye-amqp}, configured in {@code microprofile-config.properties}.
 */
@ServiceEntrypoint("power-journal")
public class PowerJournal {
    private static final int LENGTH = 50;

    private final Deque<String> types = new ArrayDeque<>();

    @Incoming("power-journal")
    public CompletionStage<Void> note(Message<?> message) {
        // An exception would end the channel for good, and what others send to the
        // address may have no subject.
        message.getMetadata(IncomingAmqpMetadata.class).map(IncomingAmqpMetadata::getSubject).ifPresent(this::note);
        return message.ack();
    }

    /** The types of the last changes, oldest first. */
    @Rpc
    public synchronized List<String> latest() {
        return List.copyOf(types);
    }

    private synchronized void note(String type) {
        types.addLast(type);
        if (types.size() > LENGTH) {
            types.removeFirst();
        }
    }
}
