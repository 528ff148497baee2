package io.multilith.impl.timer;

import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.problem.DeploymentProblems;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.timer.Timer;

import static io.multilith.impl.timer.TimerMessages.MESSAGES;

/** Lets timers with a lease run on one node. */
@ApplicationScoped
public class LeasedRuns {
    private final String node = UUID.randomUUID().toString();
    private final ResourceDispatcher resources;
    private final Leases leases;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected LeasedRuns() {
        this(null, null, null);
    }

    @Inject
    public LeasedRuns(ResourceDispatcher resources, Leases leases, WorkerThreads threads) {
        this.resources = resources;
        this.leases = leases;
        this.threads = threads;
    }

    /** A run that is made if no other node makes it; the same one when the timer has no lease. */
    Supplier<CompletionStage<?>> guard(EntrypointMethod<Timer> timer, Supplier<CompletionStage<?>> run,
            UnaryOperator<ZonedDateTime> next, DeploymentProblems problems) {
        var collection = timer.annotation().lease();
        if (collection.isEmpty()) {
            return run;
        }
        if (!resources.collections().contains(collection)) {
            problems.report(MESSAGES.unknownCollection(timer.method().javaName(), collection, resources.collections()));
        }
        var lease = new Lease(collection, "timer-" + timer.method().qualifiedName(), node);
        return new LeasedRun(run, next, lease, leases, threads);
    }
}
