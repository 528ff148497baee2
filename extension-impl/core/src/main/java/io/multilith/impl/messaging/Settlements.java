package io.multilith.impl.messaging;

import java.util.ArrayList;
import java.util.List;

import org.apache.qpid.proton.amqp.transport.DeliveryState;

import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonReceiver;

/**
 * Tells the broker how the messages of a link ended, and gives it as much new credit, several at a time: to write to the
 * socket for each costs either side as much as the message itself. An outcome waits a millisecond at most, and not at all
 * when no other message is under way. Lives on the event loop, as long as the link.
 */
final class Settlements {
    private static final int PATIENCE_MILLIS = 1;

    private final BrokerConnection connection;
    private final ProtonReceiver link;
    private final int portion;
    private final List<Outcome> waiting = new ArrayList<>();
    private int underWay;
    private int settledSince;
    private boolean isTimed;
    private boolean isLast;

    private record Outcome(ProtonDelivery delivery, DeliveryState state) {
        void tell() {
            delivery.disposition(state, true);
        }
    }

    Settlements(BrokerConnection connection, ProtonReceiver link, int credit) {
        this.connection = connection;
        this.link = link;
        this.portion = Math.max(1, credit / 4);
    }

    ProtonReceiver link() {
        return link;
    }

    /** One more message is to be settled. */
    void expect() {
        underWay++;
    }

    void add(ProtonDelivery delivery, DeliveryState outcome) {
        waiting.add(new Outcome(delivery, outcome));
        if (isLast || waiting.size() >= portion || waiting.size() == underWay) {
            tell();
        } else if (!isTimed) {
            isTimed = true;
            connection.later(PATIENCE_MILLIS, open -> {
                isTimed = false;
                tell();
            });
        }
    }

    /** From now on there is no new credit, and nothing waits. */
    void end() {
        isLast = true;
        tell();
    }

    /** Whether all messages that came are settled. */
    boolean isDone() {
        return underWay == 0;
    }

    /** The link is gone, and what waits comes again. */
    void forget() {
        waiting.clear();
    }

    private void tell() {
        waiting.forEach(Outcome::tell);
        underWay -= waiting.size();
        settledSince += waiting.size();
        waiting.clear();
        if (!isLast && settledSince >= portion) {
            link.flow(settledSince);
            settledSince = 0;
        }
    }
}
