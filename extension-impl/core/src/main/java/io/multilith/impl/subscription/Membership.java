package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Caller;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/**
 * One subscriber. What is told before it has begun waits, and what it knows by its beginning is passed over, whenever it comes:
 * a beginning that was read from the store may be ahead of what is told. Thread-safe.
 */
final class Membership {
    private static final Logger LOG = Logger.getLogger(Membership.class);

    private static final int MAX_WAITING = 10_000;

    private final Subscriber subscriber;
    private final Optional<Caller> caller;
    private volatile Cohort cohort;
    private List<ToldChange> waiting = new ArrayList<>();
    private long known;
    private boolean ended;

    Membership(Subscriber subscriber, Optional<Caller> caller) {
        this.subscriber = subscriber;
        this.caller = caller;
    }

    /** Who is told; empty: the application itself, which may read everything. */
    Optional<Caller> caller() {
        return caller;
    }

    /** With whom it is told since. */
    void in(Cohort those) {
        cohort = those;
    }

    Cohort cohort() {
        return cohort;
    }

    synchronized void begin(SubscriptionStart start) {
        if (ended) {
            return;
        }
        subscriber.begun(start);
        known = start.position().position();
        goOn();
    }

    private void goOn() {
        var late = waiting;
        waiting = null;
        late.forEach(this::tell);
    }

    /** What comes after a position waits from now on; unless it has ended, or has not come to there itself. */
    synchronized boolean pause(Version at) {
        if (ended || waiting != null || known > at.position()) {
            return false;
        }
        waiting = new ArrayList<>();
        return true;
    }

    /** It is told by another rule, beginning with what that shows or no longer shows. */
    synchronized void turn(List<ToldChange> changes) {
        if (ended) {
            return;
        }
        guarded(() -> subscriber.turned(changes));
        goOn();
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
        guarded(() -> subscriber.told(change));
    }

    private void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException fault) {
            ended = true;
            LOG.error(SubscriptionMessages.MESSAGES.subscriberFailed(cohort.collection()), fault);
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
