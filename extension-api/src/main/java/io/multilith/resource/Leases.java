package io.multilith.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * Names that one holder at a time has, over all nodes that share the store of a collection or ask its owner. The database's clock
 * decides when a time is over, so what a node had that ended is free again by itself. A memory collection's end with the process
 * that owns it. Thread-safe; blocks while the store works or its owner is asked. Not to be called within a transaction, which
 * would hide it from others.
 * <p>
 * Each method throws a {@link io.multilith.problem.ProblemException}: 404 if there is no such collection, 503 while its store or
 * its owner is away.
 *
 * <pre>{@code
 * if (leases.take(new Lease("power", "report", node), Duration.ofMinutes(5)).isEmpty()) {
 *     // nobody else has it for five minutes
 * }
 * }</pre>
 *
 * @since 0.1
 */
public interface Leases {

    /**
     * Takes a name when nobody has it.
     *
     * @param lease
     *     which, for whom
     * @param time
     *     after which it is free again
     * @return who has it already, be it the same holder; empty when it was free
     */
    Optional<String> take(Lease lease, Duration time);

    /**
     * Gives it to another holder, in one step.
     *
     * @param lease
     *     which, and who has it until now
     * @param next
     *     who has it from now on; also a word that says what was done
     * @param time
     *     after which it is free again
     * @return false if the holder did not have it any more; nothing is changed then
     */
    boolean pass(Lease lease, String next, Duration time);

    /**
     * Keeps it for longer.
     *
     * @param lease
     *     which, and who has it
     * @param time
     *     after which it is free again, from now
     * @return false if the holder did not have it any more
     */
    default boolean renew(Lease lease, Duration time) {
        return pass(lease, lease.holder(), time);
    }

    /**
     * Lets it go, if the holder still has it.
     *
     * @param lease
     *     which, and who has it
     */
    default void release(Lease lease) {
        renew(lease, Duration.ZERO);
    }
}
