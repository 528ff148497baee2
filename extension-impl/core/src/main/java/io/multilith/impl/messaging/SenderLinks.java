package io.multilith.impl.messaging;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.message.Message;

import io.multilith.messaging.MessagingException;
import io.multilith.messaging.Routing;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonSender;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Sends to any address: one link an address, so that a full one holds up no other. A durable message is settled by the
 * broker, or fails within five seconds and its link is opened anew; any other is handed over and no more is known of it.
 * The links for answers are anonymous, because their addresses live but once, and closed when nothing more goes there.
 */
final class SenderLinks implements BrokerLink {
    private static final long TAKE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int SWEEP_MILLIS = 500;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST_ANSWER_LINKS = 256;

    private final BrokerConnection connection;
    private final Map<Key, SenderLink> links = new HashMap<>();
    private ProtonConnection open;

    SenderLinks(BrokerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void attach(ProtonConnection candidate) {
        open = candidate;
        sweepLater(candidate);
    }

    @Override
    public void detached() {
        open = null;
        var lost = List.copyOf(links.values());
        links.clear();
        lost.forEach(SenderLink::fail);
    }

    /** Completes when the broker has accepted the message. Callable from any thread. */
    CompletableFuture<Void> send(Message message, Routing routing) {
        var taken = new CompletableFuture<Void>();
        connection.execute(() -> {
            if (open == null) {
                taken.completeExceptionally(new MessagingException.BrokerUnavailable(
                        MESSAGES.brokerUnreachable(connection.address().toString())));
            } else {
                link(message.getAddress(), routing, message.isDurable()).send(message, taken);
            }
        });
        return taken;
    }

    /** Opens the link to an address without sending, which makes a broker that creates queues create it. */
    void open(String address, Routing routing) {
        connection.execute(() -> {
            if (open != null) {
                link(address, routing, true);
            }
        });
    }

    private SenderLink link(String address, Routing routing, boolean settles) {
        var key = new Key(address, routing == Routing.ANSWER, settles);
        var known = links.get(key);
        if (known != null) {
            return known;
        }
        if (key.isAnswer()) {
            makeRoom();
        }
        var link = new SenderLink(key, routing);
        links.put(key, link);
        return link;
    }

    private void makeRoom() {
        var answerLinks = links.values().stream().filter(link -> link.key.isAnswer()).toList();
        if (answerLinks.size() >= MOST_ANSWER_LINKS) {
            answerLinks.stream().min(Comparator.comparingLong(link -> link.usedNanos)).ifPresent(SenderLink::drop);
        }
    }

    /**
     * @param isAnswer
     *            whether each message says its address itself
     * @param settles
     *            whether the broker says for each message that it has it
     */
    private record Key(String address, boolean isAnswer, boolean settles) {
        /** Not the one that comes with a record: looked up for each message, that took a tenth of sending it. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && isAnswer == key.isAnswer && settles == key.settles
                    && address.equals(key.address);
        }

        @Override
        public int hashCode() {
            return address.hashCode();
        }
    }

    private void sweepLater(ProtonConnection attached) {
        connection.later(SWEEP_MILLIS, current -> {
            if (current == attached) {
                List.copyOf(links.values()).forEach(SenderLink::dropIfStuckOrIdle);
                sweepLater(attached);
            }
        });
    }

    private record Unsettled(String address, CompletableFuture<Void> taken, long sentNanos) {}

    private final class SenderLink {
        private final Key key;
        private final ProtonSender sender;
        private final Set<Unsettled> unsettled = new LinkedHashSet<>();
        private long creditSeenNanos = System.nanoTime();
        private long usedNanos = creditSeenNanos;

        SenderLink(Key key, Routing routing) {
            this.key = key;
            sender = open.createSender(key.isAnswer() ? null : key.address());
            sender.setQoS(key.settles() ? ProtonQoS.AT_LEAST_ONCE : ProtonQoS.AT_MOST_ONCE);
            if (!key.isAnswer()) {
                var capability = routing == Routing.QUEUE ? "queue" : "topic";
                ((Target) sender.getTarget()).setCapabilities(Symbol.valueOf(capability));
            }
            sender.closeHandler(result -> drop());
            sender.detachHandler(result -> drop());
            sender.open();
        }

        void send(Message message, CompletableFuture<Void> taken) {
            usedNanos = System.nanoTime();
            if (!key.settles()) {
                sender.send(message);
                taken.complete(null);
                return;
            }
            var entry = new Unsettled(message.getAddress(), taken, System.nanoTime());
            unsettled.add(entry);
            sender.send(message, delivery -> {
                unsettled.remove(entry);
                if (delivery.getRemoteState() instanceof Accepted) {
                    taken.complete(null);
                } else {
                    taken.completeExceptionally(new MessagingException.Refused(
                            MESSAGES.refused(entry.address(), String.valueOf(delivery.getRemoteState()))));
                }
            });
        }

        /**
         * A message without outcome, or a link without credit, for so long: what waits on it fails, the next opens anew. One for
         * answers that nobody asks for any more is not needed.
         */
        void dropIfStuckOrIdle() {
            var now = System.nanoTime();
            var hasCredit = sender.getCredit() > 0 || sender.getQueued() == 0;
            creditSeenNanos = hasCredit ? now : creditSeenNanos;
            var oldest = unsettled.stream().findFirst().map(Unsettled::sentNanos).orElse(now);
            var isIdle = key.isAnswer() && now - usedNanos > IDLE_NANOS;
            if (isIdle || now - Math.min(oldest, creditSeenNanos) > TAKE_NANOS) {
                drop();
            }
        }

        private void drop() {
            if (links.remove(key, this)) {
                sender.closeHandler(null).detachHandler(null);
                sender.close();
                fail();
            }
        }

        private void fail() {
            var failed = List.copyOf(unsettled);
            unsettled.clear();
            failed.forEach(entry -> entry.taken().completeExceptionally(
                    new MessagingException.BrokerUnavailable(MESSAGES.notTaken(entry.address()))));
        }
    }
}
