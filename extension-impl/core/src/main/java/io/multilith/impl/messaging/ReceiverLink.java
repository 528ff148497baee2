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
    /** Of the link that is attached. */
    private volatile Settlements current;
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
        private final Settlements origin;
        private final AtomicBoolean settled = new AtomicBoolean();

        Incoming(Message message, ProtonDelivery delivery, Settlements origin) {
            this.message = message;
            this.delivery = delivery;
            this.origin = origin;
        }

        Message message() {
            return message;
        }

        boolean isHeld() {
            return current == origin;
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
                    if (current == origin) {
                        origin.add(delivery, outcome);
                        endIfDone();
                    }
                });
            }
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
        var settlements = new Settlements(connection, link, settings.credit());
        link.handler((delivery, message) -> {
            settlements.expect();
            handler.accept(new Incoming(message, delivery, settlements));
        });
        link.closeHandler(result -> reopen(link, result.cause()));
        link.detachHandler(result -> reopen(link, result.cause()));
        current = settlements;
        link.open();
        link.flow(settings.credit());
    }

    /** What follows the bar makes the link this receiver's own; brokers do not count it to the subscription's name. */
    private String linkName(String subscription) {
        return subscription + "|" + linkId;
    }

    @Override
    public void detached() {
        forget();
        if (stopped) {
            connection.remove(this);
        }
    }

    @Override
    public void closing() {
        if (current != null) {
            current.end();
        }
    }

    /** Takes no more messages; the link ends when what is under way is settled. */
    void stop() {
        connection.execute(() -> {
            stopped = true;
            if (current == null) {
                connection.remove(this);
            } else {
                current.end();
                current.link().drain(0, drained -> {
                    isDrained = true;
                    endIfDone();
                });
            }
        });
    }

    /** The link of a durable subscription is detached: to close it would end the subscription. */
    private void endIfDone() {
        var isOver = stopped && isDrained && current != null && current.isDone();
        if (isOver) {
            var link = current.link();
            connection.remove(this);
            forget();
            end(link.closeHandler(null).detachHandler(null));
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
        if (current != null && current.link() == link && !stopped) {
            forget();
            LOG.warnf("The broker ended the link from %s: %s", settings.address(), reason);
            connection.later(REATTACH_MILLIS, open -> {
                if (current == null) {
                    attach(open);
                }
            });
        }
    }

    private void forget() {
        if (current != null) {
            current.forget();
            current = null;
        }
    }
}
