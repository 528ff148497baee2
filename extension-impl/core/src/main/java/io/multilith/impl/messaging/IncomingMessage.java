package io.multilith.impl.messaging;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.smallrye.reactive.messaging.amqp.IncomingAmqpMetadata;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.impl.AmqpMessageImpl;

/** What a channel hands on. Made once for each message and not copied, unlike what {@link Message#of} begins. */
final class IncomingMessage implements Message<AmqpMessage> {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final ReceiverLink.Incoming incoming;
    private final AmqpMessage payload;

    IncomingMessage(ReceiverLink.Incoming incoming) {
        this.incoming = incoming;
        this.payload = new AmqpMessageImpl(incoming.message());
    }

    @Override
    public AmqpMessage getPayload() {
        return payload;
    }

    @Override
    public Metadata getMetadata() {
        return Metadata.of(new IncomingAmqpMetadata(payload), incoming);
    }

    /** Without a map of all of them for each message. */
    @Override
    public <M> Optional<M> getMetadata(Class<? extends M> type) {
        return type.isInstance(incoming) ? Optional.of(type.cast(incoming)) : Message.super.getMetadata(type);
    }

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return metadata -> ack();
    }

    @Override
    public CompletionStage<Void> ack() {
        incoming.accept();
        return DONE;
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return (reason, metadata) -> {
            incoming.release();
            return DONE;
        };
    }
}
