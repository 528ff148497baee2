package io.multilith.impl.messaging;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import jakarta.json.Json;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnknownDescribedType;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.jboss.logging.Logger;

import io.multilith.messaging.Message;
import io.vertx.proton.ProtonConnection;

/**
 * How many receive from each queue of calls, as an Artemis broker tells by its notifications: the end of a process that
 * could not say goodbye, and services that never announce themselves. Any other broker tells nothing, and then nothing
 * is known here.
 */
final class ReceiverCounts implements BrokerLink {
    private static final Logger LOG = Logger.getLogger(ReceiverCounts.class);
    private static final String MANAGEMENT = "activemq.management";
    private static final String NOTIFICATIONS = "activemq.notifications";
    private static final String QUEUE = "_AMQ_RoutingName";
    private static final String COUNT = "_AMQ_ConsumerCount";
    private static final UnsignedLong SELECTOR = UnsignedLong.valueOf(0x0000_468C_0000_0004L);
    private static final String TYPE = "_AMQ_NotifType";
    private static final String CLOSED = "CONSUMER_CLOSED";
    private static final String WANTED = TYPE + " IN ('CONSUMER_CREATED', '" + CLOSED + "') AND " + QUEUE
            + " LIKE 'rpc.%'";

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Integer> leaving = new ConcurrentHashMap<>();
    private final BiFunction<Message, Instant, CompletionStage<Message>> management;
    private final Runnable news;

    /**
     * @param management
     *            asks the broker
     * @param news
     *            called whenever there is something new
     */
    ReceiverCounts(BiFunction<Message, Instant, CompletionStage<Message>> management, Runnable news) {
        this.management = management;
        this.news = news;
    }

    /** Without those that have said goodbye; empty when the broker has not said. */
    Optional<Integer> at(String address) {
        return Optional.ofNullable(counts.get(address))
                .map(count -> Math.max(0, count - leaving.getOrDefault(address, 0)));
    }

    /** For a receiver that was there before this connection: no notification has told of it. */
    void ask(String address, Instant deadline) {
        var question = Message.toQueue(MANAGEMENT, "[]").withHeaders(
                Map.of("_AMQ_ResourceName", "queue." + address, "_AMQ_Attribute", "consumerCount"));
        management.apply(question, deadline).thenAccept(answer -> {
            if (Boolean.TRUE.equals(answer.headers().get("_AMQ_OperationSucceeded"))) {
                // A notification that came meanwhile is newer.
                counts.putIfAbsent(address, count(answer));
                news.run();
            }
        });
    }

    private static int count(Message answer) {
        try (var reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readArray().getInt(0);
        }
    }

    /** One that receives there has said goodbye: not counted, although it is there until it has drained what it has. */
    void leave(String address) {
        leaving.merge(address, 1, Integer::sum);
    }

    /** Somebody has announced to receive there. */
    void arrive(String address) {
        leaving.remove(address);
    }

    @Override
    public void attach(ProtonConnection open) {
        var receiver = open.createReceiver(NOTIFICATIONS);
        var source = (Source) receiver.getSource();
        source.setCapabilities(Symbol.valueOf("topic"));
        source.setFilter(Map.of(Symbol.valueOf("selector"), new UnknownDescribedType(SELECTOR, WANTED)));
        receiver.handler((delivery, notification) -> hear(notification));
        receiver.closeHandler(refused -> {
            LOG.debugf("The broker tells no counts of receivers: %s", refused.cause());
            receiver.close();
        });
        receiver.open();
    }

    @Override
    public void detached() {
        counts.clear();
        leaving.clear();
    }

    /** A notification of the broker; one of another shape is passed over. */
    void hear(org.apache.qpid.proton.message.Message notification) {
        var properties = notification.getApplicationProperties();
        if (properties != null && properties.getValue().get(QUEUE) instanceof String address
                && properties.getValue().get(COUNT) instanceof Integer count) {
            counts.put(address, count);
            if (CLOSED.equals(String.valueOf(properties.getValue().get(TYPE)))) {
                leaving.computeIfPresent(address, (left, those) -> those > 1 ? those - 1 : null);
            } else {
                leaving.remove(address);
            }
            news.run();
        }
    }
}
