package io.multilith.impl.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.DeliveryState;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonReceiver;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * One look into a queue by a link of its own: as much credit as is wanted, and a drain, whose answer tells that there is no
 * more. To browse, the link asks for copies; to take, it lasts until the message is settled.
 */
final class QueueVisit implements BrokerLink {
    private static final int DRAIN_MILLIS = 4_000;
    private static final String SELECTOR = "apache.org:selector-filter:string";
    private static final UnsignedLong SELECTOR_CODE = UnsignedLong.valueOf(0x0000468C00000004L);
    /** Artemis takes a dash in a name for a minus without it. */
    private static final String DASHES_IN_NAMES = "hyphenated_props:";

    private final BrokerConnection connection;
    private final String address;
    private final Map<String, String> headers;
    private final boolean copies;
    private final int limit;
    private final List<Visited> found = new ArrayList<>();
    private final CompletableFuture<List<Visited>> outcome = new CompletableFuture<>();
    private int bodyLimit = Integer.MAX_VALUE;
    private ProtonReceiver receiver;
    private boolean asked;

    QueueVisit(BrokerConnection connection, String address, Map<String, String> headers, boolean copies, int limit) {
        this.connection = connection;
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.copies = copies;
        this.limit = limit;
    }

    CompletableFuture<List<Message>> browse() {
        return browse(Integer.MAX_VALUE);
    }

    /** Keeps so many bytes of each body; what comes beyond is let go as it comes. */
    CompletableFuture<List<Message>> browse(int mostOfEachBody) {
        bodyLimit = mostOfEachBody;
        return begin().thenApply(visited -> visited.stream().map(Visited::message).toList());
    }

    CompletableFuture<Optional<ReceivedMessage>> take() {
        return begin().thenApply(visited -> visited.stream().<ReceivedMessage>map(message -> message).findFirst());
    }

    private CompletableFuture<List<Visited>> begin() {
        connection.execute(() -> {
            if (connection.isConnected()) {
                connection.add(this);
            } else {
                fail(MESSAGES.brokerUnreachable(connection.address().toString()));
            }
        });
        return outcome;
    }

    @Override
    public void attach(ProtonConnection open) {
        receiver = open.createReceiver(address);
        var source = (Source) receiver.getSource();
        source.setCapabilities(Symbol.valueOf("queue"));
        if (copies) {
            source.setDistributionMode(Symbol.valueOf("copy"));
        }
        if (!headers.isEmpty()) {
            source.setFilter(Map.of(Symbol.valueOf(SELECTOR), new Selector(selector())));
        }
        receiver.setPrefetch(0).setAutoAccept(false);
        receiver.handler((delivery, message) -> found.add(new Visited(
                AmqpTranslation.fromAmqp(address, Routing.QUEUE, message).withBodyOf(bodyLimit), delivery)));
        receiver.closeHandler(result -> end(result.cause()));
        receiver.detachHandler(result -> end(result.cause()));
        receiver.open();
        askFor(limit);
    }

    /** A drained link is no proof that nothing is there: Artemis says so, too, while another receiver of the queue ends. */
    private void askFor(int most) {
        var before = found.size();
        receiver.flow(most);
        receiver.drain(DRAIN_MILLIS, drained -> {
            var goesOn = drained.succeeded() && found.size() < limit && receiver != null
                    && (found.size() > before || !asked);
            asked = true;
            if (goesOn) {
                askFor(limit - found.size());
            } else {
                finish(drained.cause());
            }
        });
    }

    /** A broker that does not know selectors would hand out any message. */
    private void finish(Throwable fault) {
        if (fault != null || !found.stream().allMatch(visited -> has(visited.message(), headers))) {
            found.forEach(Visited::giveBack);
            end(fault);
            return;
        }
        if (copies || found.isEmpty()) {
            close();
        }
        outcome.complete(List.copyOf(found));
    }

    @Override
    public void detached() {
        receiver = null;
        connection.remove(this);
        fail(MESSAGES.brokerUnreachable(connection.address().toString()));
    }

    private void end(Throwable reason) {
        close();
        fail(MESSAGES.notVisited(address, String.valueOf(reason)));
    }

    private void close() {
        connection.remove(this);
        if (receiver != null) {
            receiver.closeHandler(null).detachHandler(null);
            receiver.close();
            receiver = null;
        }
    }

    private void fail(String message) {
        outcome.completeExceptionally(new MessagingException.BrokerUnavailable(message));
    }

    private String selector() {
        return DASHES_IN_NAMES + headers.entrySet().stream()
                .map(header -> header.getKey() + " = '" + header.getValue().replace("'", "''") + "'").sorted()
                .collect(Collectors.joining(" AND "));
    }

    static boolean has(Message message, Map<String, String> headers) {
        return headers.entrySet().stream()
                .allMatch(header -> message.header(header.getKey()).filter(header.getValue()::equals).isPresent());
    }

    private record Selector(String text) implements DescribedType {
        @Override
        public Object getDescriptor() {
            return SELECTOR_CODE;
        }

        @Override
        public Object getDescribed() {
            return text;
        }
    }

    private final class Visited implements ReceivedMessage {
        private final Message message;
        private final ProtonDelivery delivery;

        Visited(Message message, ProtonDelivery delivery) {
            this.message = message;
            this.delivery = delivery;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int deliveryCount() {
            return 0;
        }

        @Override
        public void accept() {
            settle(Accepted.getInstance());
        }

        @Override
        public void release() {
            settle(Released.getInstance());
        }

        void giveBack() {
            delivery.disposition(Released.getInstance(), true);
        }

        private void settle(DeliveryState state) {
            connection.execute(() -> {
                if (receiver != null) {
                    delivery.disposition(state, true);
                    close();
                }
            });
        }
    }
}
