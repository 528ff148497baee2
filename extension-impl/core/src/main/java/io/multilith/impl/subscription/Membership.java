package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;

/**
 * One subscriber. What is told before it has begun waits, and what it knows by its beginning is passed over, whenever it comes:
 * a beginning that was read from the store may be ahead of what is told. Thread-safe.
 */
final class Membership {
    private static final Logger LOG = Logger.getLogger(Membership.class);

    private final Subscriber subscriber;
    private static final int MAX_WAITING = 10_000;

    private List<ToldChange> waiting = new ArrayList<>();
    private long known;
    private boolean ended;

    Membership(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    synchronized void begin(SubscriptionStart start) {
        if (ended) {
            return;
        }
        subscriber.begun(start);
        known = start.position().position();
        var late = waiting;
        waiting = null;
        late.forEach(this::tell);
    }

    synchronized void tell(ToldChange change) {
        if (ended) {
            return;
        }
        if (waiting != null) {
            wait(change);
            return;
        }
        if (change.change().version().position() <= known) {
            return;
        }
        try {
            subscriber.told(change);
        } catch (RuntimeException fault) {
            ended = true;
            LOG.error(SubscriptionMessages.MESSAGES.subscriberFailed(change.change().collection()), fault);
            giveUp();
        }
    }

    /** It has lost its position by what it failed on, and would not know. */
    private void giveUp() {
        try {
            subscriber.lost();
        } catch (RuntimeException fault) {
            LOG.debug("A subscriber that failed could not be given up either", fault);
        }
    }

    /** One whose beginning takes so long that too much comes meanwhile has lost its position. */
    private void wait(ToldChange change) {
        waiting.add(change);
        if (waiting.size() > MAX_WAITING) {
            waiting.clear();
            lose();
        }
    }

    synchronized void lose() {
        if (!ended) {
            ended = true;
            subscriber.lost();
        }
    }

    synchronized void end() {
        ended = true;
    }
}
