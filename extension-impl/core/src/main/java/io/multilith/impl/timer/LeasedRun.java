package io.multilith.impl.timer;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.Repeating;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;

import static io.multilith.impl.timer.TimerMessages.MESSAGES;

/**
 * Runs a task if no other node has run it in this period. The lease is renewed while it runs, and left to its time afterwards:
 * it ends before the next tick, so that a node that has ended is followed by another.
 */
final class LeasedRun implements Supplier<CompletionStage<?>> {
    private static final Logger LOG = Logger.getLogger(LeasedRun.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int RENEWALS = 3;

    private final Supplier<CompletionStage<?>> task;
    private final UnaryOperator<ZonedDateTime> next;
    private final Lease lease;
    private final Leases leases;
    private final WorkerThreads threads;

    LeasedRun(Supplier<CompletionStage<?>> task, UnaryOperator<ZonedDateTime> next, Lease lease, Leases leases,
            WorkerThreads threads) {
        this.task = task;
        this.next = next;
        this.lease = lease;
        this.leases = leases;
        this.threads = threads;
    }

    @Override
    public CompletionStage<?> get() {
        var now = ZonedDateTime.now(ZoneId.systemDefault());
        var most = Duration.between(now, next.apply(now)).multipliedBy(9).dividedBy(10);
        var time = most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
        return CompletableFuture.supplyAsync(() -> take(time), threads)
                .thenCompose(isOurs -> isOurs ? run(time) : CompletableFuture.completedStage(null));
    }

    private boolean take(Duration time) {
        try {
            var holder = leases.take(lease, time);
            return holder.isEmpty() || (holder.get().equals(lease.holder()) && leases.renew(lease, time));
        } catch (ProblemException away) {
            LOG.warn(MESSAGES.tickLost(lease.name(), away.problem().detail()));
            return false;
        }
    }

    private CompletionStage<Void> run(Duration time) {
        var isLost = new AtomicBoolean();
        var renewals = Repeating.later(threads, time.dividedBy(RENEWALS), () -> renew(time, isLost));
        return CompletableFuture.completedStage(null).thenCompose(begin -> task.get().thenRun(() -> {}))
                .whenComplete((done, fault) -> renewals.end());
    }

    private void renew(Duration time, AtomicBoolean isLost) {
        try {
            if (!isLost.get() && !leases.renew(lease, time)) {
                isLost.set(true);
                LOG.warn(MESSAGES.leaseLost(lease.name()));
            }
        } catch (ProblemException away) {
            LOG.debugf(away, "The lease %s is not renewed yet", lease.name());
        }
    }
}
