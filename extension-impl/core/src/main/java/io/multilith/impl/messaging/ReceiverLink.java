package io.multilith.impl.messaging;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.TerminusDurability;
import org.apache.qpid.proton.amqp.messaging.TerminusExpiryPolicy;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.message.Message;
import org.jboss.logging.Logger;

import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonLinkOptions;
import io.vertx.proton.ProtonReceiver;

/** Receives with explicit credit: a settled message makes room for one more. */
final class ReceiverLink implements BrokerLink {
    private static final Logger LOG = Logger.getLogger(ReceiverLink.class);
    private static final int REATTACH_MILLIS = 1_000;

    private final BrokerConnection connection;
    private final ReceiverLinkSettings settings;
    private final Consumer<Incoming> handler;
    private final String linkId = UUID.randomUUID().toString();
    private volatile ProtonReceiver receiver;
    private int settledSince;
    private int unsettled;
    private boolean isDrained;
    private boolean stopped;

    ReceiverLink(BrokerConnection connection, ReceiverLinkSettings settings, Consumer<Incoming> handler) {
        this.connection = connection;
        this.settings = settings;
        this.handler = handler;
    }

    /** A message and the way to settle it; an outcome after the connection is lost has no effect. */
    final class Incoming {
        private final Message message;
        private final ProtonDelivery delivery;
        private final ProtonReceiver origin;
        private final AtomicBoolean settled = new AtomicBoolean();

        Incoming(Message message, ProtonDelivery delivery, ProtonReceiver origin) {
            this.message = message;
            this.delivery = delivery;
            this.origin = origin;
        }

        Message message() {
            return message;
        }

        boolean isHeld() {
            return receiver == origin;
        }

        void accept() {
            settle(Accepted.getInstance());
        }

        void release() {
            settle(Released.getInstance());
        }

        private void settle(DeliveryState outcome) {
            if (settled.compareAndSet(false, true)) {
                connection.execute(() -> {
                    if (receiver == origin) {
                        delivery.disposition(outcome, true);
                        unsettled--;
                        replenish();
                        endIfDone();
                    }
                });
            }
        }
    }

    /** Gives credit back in portions: a frame for each message would cost as much as the message. */
    private void replenish() {
        settledSince++;
        if (!stopped && settledSince >= Math.max(1, settings.credit() / 4)) {
            receiver.flow(settledSince);
            settledSince = 0;
        }
    }

    @Override
    public void attach(ProtonConnection open) {
        if (stopped) {
            return;
        }
        var link = open.createReceiver(settings.address(),
                new ProtonLinkOptions().setLinkName(settings.subscription().map(this::linkName).orElse(null)));
        var source = (Source) link.getSource();
        source.setCapabilities(settings.capabilities().stream().map(Symbol::valueOf).toArray(Symbol[]::new));
        if (settings.subscription().isPresent()) {
            source.setDurable(TerminusDurability.UNSETTLED_STATE);
            source.setExpiryPolicy(TerminusExpiryPolicy.NEVER);
        }
        link.setPrefetch(0).setAutoAccept(false);
        link.handler((delivery, message) -> {
            unsettled++;
            handler.accept(new Incoming(message, delivery, link));
        });
        link.closeHandler(result -> reopen(link, result.cause()));
        link.detachHandler(result -> reopen(link, result.cause()));
        receiver = link;
        link.open();
        link.flow(settings.credit());
        settledSince = 0;
        unsettled = 0;
    }

    /** What follows the bar makes the link this receiver's own; brokers do not count it to the subscription's name. */
    private String linkName(String subscription) {
        return subscription + "|" + linkId;
    }

    @Override
    public void detached() {
        receiver = null;
        if (stopped) {
            connection.remove(this);
        }
    }

    /** Takes no more messages; the link ends when what is under way is settled. */
    void stop() {
        connection.execute(() -> {
            stopped = true;
            if (receiver == null) {
                connection.remove(this);
            } else {
                receiver.drain(0, drained -> {
                    isDrained = true;
                    endIfDone();
                });
            }
        });
    }

    /** The link of a durable subscription is detached: to close it would end the subscription. */
    private void endIfDone() {
        var isOver = stopped && isDrained && unsettled == 0 && receiver != null;
        if (isOver) {
            connection.remove(this);
            receiver.closeHandler(null).detachHandler(null);
            if (settings.subscription().isEmpty()) {
                receiver.close();
            } else {
                receiver.detach();
            }
            receiver = null;
        }
    }

    /** A durable subscription would end with its link's close. */
    private void end(ProtonReceiver link) {
        if (settings.subscription().isPresent()) {
            link.detach();
        } else {
            link.close();
        }
    }

    private void reopen(ProtonReceiver link, Throwable reason) {
        end(link);
        if (receiver == link && !stopped) {
            receiver = null;
            LOG.warnf("The broker ended the link from %s: %s", settings.address(), reason);
            connection.later(REATTACH_MILLIS, open -> {
                if (receiver == null) {
                    attach(open);
                }
            });
        }
    }
}
