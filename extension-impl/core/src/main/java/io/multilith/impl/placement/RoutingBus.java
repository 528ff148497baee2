package io.multilith.impl.placement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.impl.messaging.AmqpBus;
import io.multilith.impl.messaging.LocalBus;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;

/**
 * The bus that everyone gets. With a broker configured:
 * <ol>
 * <li>An answer goes back the way its question came.</li>
 * <li>A message that need not outlive the process, to a queue that is received here, stays here.</li>
 * <li>All else goes over the broker.</li>
 * </ol>
 * Without one, everything stays here.
 */
@Singleton
public class RoutingBus implements MessageBus {
    private final LocalBus local;
    private final AmqpBus amqp;
    private final Neighbourhood neighbourhood;
    private volatile boolean brokered;

    @Inject
    public RoutingBus(LocalBus local, AmqpBus amqp, Neighbourhood neighbourhood) {
        this.local = local;
        this.amqp = amqp;
        this.neighbourhood = neighbourhood;
    }

    /**
     * Chooses for good whether there is a broker. Called once, before everything else.
     */
    public void start(boolean withBroker) {
        brokered = withBroker;
        if (withBroker) {
            amqp.start(neighbourhood.id(), neighbourhood.ours(), neighbourhood.wanted(), neighbourhood);
        } else {
            local.startAlone();
        }
    }

    /** Decides what this node has of that which it has only if no other does; gives what others have. */
    public Set<String> settle() {
        var elsewhere = brokered ? amqp.settle() : Set.<String>of();
        neighbourhood.settle(elsewhere);
        return elsewhere;
    }

    /** Tells the other nodes that this one goes. */
    public void leave() {
        if (brokered) {
            amqp.leave();
        }
    }

    /** How many answers came late, twice or unasked, and were dropped. For health and metrics. */
    public long droppedAnswers() {
        return local.droppedAnswers() + amqp.droppedAnswers();
    }

    @Override
    public CompletionStage<Void> send(Message message) {
        return busFor(message).send(message);
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        return busFor(message).request(message, deadline);
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        if (!brokered) {
            return local.receive(source, handler);
        }
        var remoteReceiver = amqp.receive(source, handler);
        if (source.routing() == Routing.TOPIC) {
            return remoteReceiver;
        }
        var localReceiver = local.receive(source, handler);
        return () -> {
            localReceiver.stop();
            remoteReceiver.stop();
        };
    }

    @Override
    public void provideQueue(String address) {
        (brokered ? amqp : local).provideQueue(address);
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
        return (brokered ? amqp : local).browse(address, headers, limit);
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit,
            int bodyLimit) {
        return (brokered ? amqp : local).browse(address, headers, limit, bodyLimit);
    }

    @Override
    public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
        return (brokered ? amqp : local).take(address, headers);
    }

    private MessageBus busFor(Message message) {
        var stays = message.routing() == Routing.ANSWER
                ? local.isAnswerAddress(message.address())
                : message.routing() == Routing.QUEUE && !message.durable() && local.reaches(message.address());
        return brokered && !stays ? amqp : local;
    }
}
