package io.multilith.impl.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.multilith.problem.ProblemException;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.Version;

import static io.multilith.impl.worker.WorkerMessages.MESSAGES;

/**
 * Which records one method has on this node, and which versions it was called for: a lease is passed on to a note of that, so
 * that who comes next reads the note where another lease would be. Thread-safe; blocks.
 */
final class RecordLeases {
    private static final Logger LOG = Logger.getLogger(RecordLeases.class);
    private static final String DONE = "done ";

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Leases leases;
    private final String collection;
    private final String method;
    private final String node;
    private final Duration time;

    /**
     * @param node
     *            the holder
     * @param time
     *            after which what a node that ended had is free
     */
    RecordLeases(Leases leases, String collection, String method, String node, Duration time) {
        this.leases = leases;
        this.collection = collection;
        this.method = method;
        this.node = node;
        this.time = time;
    }

    boolean isHeld(String id) {
        return held.contains(id);
    }

    /** Empty: it is ours now; else who has it, or a note. */
    Optional<String> take(String id) {
        var holder = leases.take(lease(id, node), time);
        if (holder.isEmpty()) {
            held.add(id);
            return holder;
        }
        return holder.get().equals(node) && takeOver(id, node) ? Optional.empty() : holder;
    }

    /** The version that a note is about; empty when it is none. */
    static Optional<String> done(String holder) {
        return holder.startsWith(DONE) ? Optional.of(holder.substring(DONE.length())) : Optional.empty();
    }

    /** Puts ourselves in the place of a note. */
    boolean takeOver(String id, String note) {
        if (leases.pass(lease(id, note), node, time)) {
            held.add(id);
            return true;
        }
        return false;
    }

    /** Lets a note be read for longer. */
    void keep(String id, String note, Duration life) {
        leases.renew(lease(id, note), life);
    }

    /** Puts a note in our place. */
    void done(String id, Version version, Duration life) {
        if (held.remove(id)) {
            leases.pass(lease(id, node), DONE + version, life);
        }
    }

    void release(String id) {
        if (held.remove(id)) {
            leases.release(lease(id, node));
        }
    }

    /** To be called several times within the time of a lease. */
    void renew() {
        held.forEach(id -> {
            try {
                if (!leases.renew(lease(id, node), time) && held.remove(id)) {
                    LOG.warn(MESSAGES.leaseLost(method, id));
                }
            } catch (ProblemException away) {
                LOG.debugf(away, "The lease on %s is not renewed yet", id);
            }
        });
    }

    private Lease lease(String id, String holder) {
        return new Lease(collection, "worker-" + method + "/" + id, holder);
    }
}
