package io.multilith.impl.messaging;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.multilith.messaging.Routing;
import io.smallrye.reactive.messaging.amqp.OutgoingAmqpMetadata;
import io.vertx.amqp.AmqpMessage;

/**
 * The end of an outgoing channel. Payloads: an {@link AmqpMessage}, complete; or text or bytes, with
 * {@link OutgoingAmqpMetadata} for the rest. A message is acknowledged when the broker has accepted it, one refused fails
 * alone: the channel goes on.
 */
final class OutgoingChannel implements Flow.Subscriber<Message<?>> {
    private final SenderLinks senders;
    private final String address;
    private final Routing routing;

    OutgoingChannel(SenderLinks senders, String address, Routing routing) {
        this.senders = senders;
        this.address = address;
        this.routing = routing;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<?> message) {
        var amqp = toAmqp(message);
        if (amqp.getAddress() == null) {
            amqp.setAddress(address);
        }
        senders.send(amqp, message.getMetadata(Routing.class).orElse(routing)).whenComplete((done, fault) -> {
            if (fault == null) {
                message.ack();
            } else {
                message.nack(fault);
            }
        });
    }

    @Override
    public void onError(Throwable fault) {
        // The stream's producer reports its own end; there is nothing of the channel's
        // to release.
    }

    @Override
    public void onComplete() {
        // As above.
    }

    private static org.apache.qpid.proton.message.Message toAmqp(Message<?> message) {
        if (message.getPayload() instanceof AmqpMessage amqp) {
            return amqp.unwrap();
        }
        var payload = message.getPayload() instanceof byte[] bytes
                ? bytes
                : String.valueOf(message.getPayload()).getBytes(StandardCharsets.UTF_8);
        var amqp = org.apache.qpid.proton.message.Message.Factory.create();
        amqp.setBody(new Data(new Binary(payload)));
        message.getMetadata(OutgoingAmqpMetadata.class).ifPresent(metadata -> {
            amqp.setAddress(metadata.getAddress());
            amqp.setSubject(metadata.getSubject());
            amqp.setContentType(metadata.getContentType());
            amqp.setCorrelationId(metadata.getCorrelationId());
            amqp.setReplyTo(metadata.getReplyTo());
            amqp.setDurable(metadata.isDurable());
        });
        return amqp;
    }
}
