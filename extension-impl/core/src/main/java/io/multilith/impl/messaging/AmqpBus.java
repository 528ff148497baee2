package io.multilith.impl.messaging;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.ChannelSettings;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.amqp.AmqpMessage;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Carries messages over AMQP 1.0. Each receiver is an incoming reactive messaging channel named after its address, with
 * dashes for dots ({@code rpc-greeter}, {@code events-power-<service>-<method>}); everything sent leaves by the outgoing
 * channel {@code multilith}. Both take the standard {@code mp.messaging.*} keys.
 */
@Singleton
@Typed(AmqpBus.class)
public class AmqpBus implements MessageBus {
    private static final Logger LOG = Logger.getLogger(AmqpBus.class);
    private static final String CHANNEL = "multilith";
    private static final int FIRST_CONNECT_MILLIS = 2_000;

    private final MultilithConnector connector;
    private final WorkerThreads threads;
    private final AnswerLink answers;
    private final List<String> queues = new CopyOnWriteArrayList<>();
    private MultilithConnector.Broker broker;
    private Flow.Subscriber<org.eclipse.microprofile.reactive.messaging.Message<?>> outgoing;
    private volatile Presence presence;

    @Inject
    public AmqpBus(
            @org.eclipse.microprofile.reactive.messaging.spi.Connector("multilith-amqp") MultilithConnector connector,
            WorkerThreads threads) {
        this.connector = connector;
        this.threads = threads;
        this.answers = new AnswerLink(threads::after);
    }

    /**
     * Begins to connect, and waits a little for it, so that the first calls of an application find a broker that is there.
     * One that is not is tried for ever. Called once, before everything else.
     *
     * @param node
     *            who this is
     * @param wanted
     *            what it has, too, unless another node does; see {@link #settle}
     */
    @SuppressWarnings("unchecked")
    public synchronized void start(String node, NodeOffer ours, NodeOffer wanted, NodeWatcher watcher) {
        var channel = ChannelSettings.outgoing(CHANNEL, Map.of("address", CHANNEL));
        broker = connector.broker(BrokerAddress.of(channel));
        outgoing = (Flow.Subscriber<org.eclipse.microprofile.reactive.messaging.Message<?>>) connector
                .getSubscriber(channel);
        outgoing.onSubscribe(new Unbounded());
        presence = new Presence(this, broker.connection(), node, ours, wanted, watcher, threads);
        broker.connection().add(answers);
        broker.connection().add(new QueueLinks());
        presence.start();
        answers.firstOpened().completeOnTimeout(null, FIRST_CONNECT_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    /** What other nodes have of what is wanted here; takes less than a second. */
    public Set<String> settle() {
        return presence.settle();
    }

    /** Says goodbye to the other nodes, so that they stop to call here. */
    public CompletionStage<Void> leave() {
        return presence.leave();
    }

    /** Whether messages can be sent and answered now. */
    BrokerState state() {
        return presence == null
                ? new BrokerState("not yet asked for", false)
                : new BrokerState(brokerName(),
                        broker.connection().isConnected() && answers.address().isPresent());
    }

    /**
     * What a health check tells.
     *
     * @param broker host and port
     */
    record BrokerState(String broker, boolean connected) {}

    /** How many answers came late, twice or unasked, and were dropped. */
    public long droppedAnswers() {
        return answers.dropped();
    }

    /** The broker in the words of a message. */
    String brokerName() {
        return broker.connection().address().toString();
    }

    /** What the other nodes offer now, by node; nothing before {@link #start}. */
    public Map<String, NodeOffer> offers() {
        return presence == null ? Map.of() : presence.offers();
    }

    @Override
    public CompletionStage<Void> send(Message message) {
        var handedOver = new OutgoingMessage(message);
        outgoing.onNext(handedOver);
        return handedOver.sent();
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        if (presence.isAlive(message.address())) {
            return ask(message, deadline);
        }
        var asker = new CompletableFuture<Message>();
        presence.find(message.address(), deadline)
                .thenCompose(found -> asker.isCancelled() ? asker : askFor(asker, message, deadline))
                .whenComplete((answer, fault) -> {
                    if (fault == null) {
                        asker.complete(answer);
                    } else {
                        asker.completeExceptionally(fault);
                    }
                });
        return asker;
    }

    private CompletableFuture<Message> askFor(CompletableFuture<Message> asker, Message message, Instant deadline) {
        var answer = ask(message, deadline);
        asker.whenComplete((got, cancelled) -> answer.cancel(false));
        return answer;
    }

    /** Asks whether or not anybody is there. */
    CompletableFuture<Message> ask(Message message, Instant deadline) {
        var answerAddress = answers.address();
        if (answerAddress.isEmpty()) {
            return CompletableFuture
                    .failedFuture(new MessagingException.BrokerUnavailable(MESSAGES.brokerUnreachable(brokerName())));
        }
        var question = answers.register(message.address(), deadline);
        send(message.withReplyTo(answerAddress.get(), question.id())).whenComplete((sent, fault) -> {
            if (fault != null) {
                answers.fail(question, fault);
            }
        });
        return question.answer();
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        var channel = channel(source);
        var subscription = subscribe(channel, source, handler);
        var connection = connector.broker(BrokerAddress.of(channel)).connection();
        return () -> connection.execute(subscription::cancel); // where messages are handed on, so that none is lost
                                                               // between
    }

    @SuppressWarnings("unchecked")
    private Cancellable subscribe(Config channel, MessageSource source, Consumer<ReceivedMessage> handler) {
        var publisher = (Flow.Publisher<org.eclipse.microprofile.reactive.messaging.Message<AmqpMessage>>) connector
                .getPublisher(channel);
        return Multi.createFrom().publisher(publisher).subscribe()
                .with(message -> handle(new Received(source, incoming(message)), handler));
    }

    private static ReceiverLink.Incoming incoming(
            org.eclipse.microprofile.reactive.messaging.Message<AmqpMessage> message) {
        return message.getMetadata(ReceiverLink.Incoming.class).orElseThrow();
    }

    /** A handler settles whatever happens; one that breaks must not end the receiver. */
    private static void handle(Received received, Consumer<ReceivedMessage> handler) {
        try {
            handler.accept(received);
        } catch (RuntimeException broken) {
            LOG.error(MESSAGES.handlerBroke(received.source().address()), broken);
            received.accept();
        }
    }

    @Override
    public void provideQueue(String address) {
        queues.add(address);
        broker.senders().open(address, Routing.QUEUE);
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
        return new QueueVisit(broker.connection(), address, headers, true, limit).browse();
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit,
            int bodyLimit) {
        return new QueueVisit(broker.connection(), address, headers, true, limit).browse(bodyLimit);
    }

    @Override
    public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
        return new QueueVisit(broker.connection(), address, headers, false, 1).take();
    }

    private static ChannelSettings channel(MessageSource source) {
        var name = source.address() + source.subscription().map(subscription -> "." + subscription).orElse("");
        var defaults = new HashMap<String, String>();
        defaults.put("address", source.address());
        defaults.put("credit", Integer.toString(source.credit()));
        defaults.put("capabilities", source.routing() == Routing.QUEUE
                ? "queue"
                : source.subscription().isPresent() ? "topic,shared,global" : "topic");
        source.subscription().ifPresent(subscription -> defaults.put("link-name", subscription));
        return ChannelSettings.incoming(name.replace('.', '-'), defaults);
    }

    /** Opens the provided queues anew on each connection, in case the broker has forgotten them. */
    private final class QueueLinks implements BrokerLink {
        @Override
        public void attach(io.vertx.proton.ProtonConnection connection) {
            queues.forEach(address -> broker.senders().open(address, Routing.QUEUE));
        }

        @Override
        public void detached() {
            // Links end with their connection.
        }
    }

    /** The outgoing channel takes what it gets; the broker's credit and the deadline of each send bound it. */
    private static final class Unbounded implements Flow.Subscription {
        @Override
        public void request(long count) {
            // Nothing waits to be asked for.
        }

        @Override
        public void cancel() {
            // The channel ends with its connection.
        }
    }

    private record Received(MessageSource source, ReceiverLink.Incoming incoming) implements ReceivedMessage {

        @Override
        public Message message() {
            return AmqpTranslation.fromAmqp(source.address(), source.routing(), incoming.message());
        }

        @Override
        public boolean isHeld() {
            return incoming.isHeld();
        }

        @Override
        public int deliveryCount() {
            return Math.toIntExact(incoming.message().getDeliveryCount());
        }

        @Override
        public void accept() {
            incoming.accept();
        }

        @Override
        public void release() {
            incoming.release();
        }
    }
}
