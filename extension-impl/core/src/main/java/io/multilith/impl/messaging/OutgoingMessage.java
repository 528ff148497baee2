package io.multilith.impl.messaging;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.multilith.messaging.Routing;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.impl.AmqpMessageImpl;

/** What the bus hands to its channel; made once for each message and not copied. {@link #sent} tells how that ended. */
final class OutgoingMessage implements Message<AmqpMessage> {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final AmqpMessage payload;
    private final Routing routing;

    OutgoingMessage(io.multilith.messaging.Message message) {
        this.payload = new AmqpMessageImpl(AmqpTranslation.toAmqp(message));
        this.routing = message.routing();
    }

    CompletableFuture<Void> sent() {
        return sent;
    }

    @Override
    public AmqpMessage getPayload() {
        return payload;
    }

    @Override
    public Metadata getMetadata() {
        return Metadata.of(routing);
    }

    /** Without a map for each message. */
    @Override
    public <M> Optional<M> getMetadata(Class<? extends M> type) {
        return type.isInstance(routing) ? Optional.of(type.cast(routing)) : Optional.empty();
    }

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return metadata -> {
            sent.complete(null);
            return DONE;
        };
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return (fault, metadata) -> {
            sent.completeExceptionally(fault);
            return DONE;
        };
    }
}
