package io.multilith.impl.entrypoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/** Gives each call a worker of its service, in the order of their coming, and lets it run: see {@link RunningCall}. */
@Singleton
public class WorkerPipeline implements Workers {
    private static final Logger LOG = Logger.getLogger(WorkerPipeline.class);
    private static final int DRAIN_POLL_MILLIS = 20;

    private final Map<Key, CalledMethod> prepared = new ConcurrentHashMap<>();
    private final WorkerThreads threads;
    private final CalledMethods methods;
    private final RequestContexts contexts;

    /** Without the exceptions that are expected, which are a matter of the kind that calls. */
    private record Key(String service, AnnotatedMethod<?> method) {}

    private record Call(CalledMethod called, Invocation invocation, CallOutcome outcome) {
        Call(CalledMethod called, Invocation invocation, Optional<Attempt> attempt) {
            this(called, invocation, new CallOutcome(called, invocation, attempt));
        }

        WorkerSlots.Share share() {
            return called.share();
        }
    }

    @Inject
    public WorkerPipeline(WorkerThreads threads, CalledMethods methods,
            Instance<RequestContextController> controllers) {
        this.threads = threads;
        this.methods = methods;
        contexts = new RequestContexts(controllers::get);
    }

    /**
     * Looks up what the calls of a method need, before the first comes: on the deploying thread, because a container may not
     * answer on others, and so that a mistake shows at once.
     */
    public void prepare(ServiceMethod method) {
        called(method);
    }

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation) {
        return run(invocation, Optional.empty());
    }

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt) {
        return run(invocation, Optional.of(attempt));
    }

    private CompletionStage<WorkerResult> run(Invocation invocation, Optional<Attempt> attempt) {
        Call call;
        try {
            call = new Call(called(invocation.method()), invocation, attempt);
        } catch (RuntimeException | LinkageError unprepared) { // of a method that was not there at the start
            return CompletableFuture.completedFuture(unprepared(invocation, unprepared));
        }
        var result = new PendingResult();
        Runnable start = () -> start(call, result);
        result.cancelBy(() -> call.share().withdraw(start));
        if (!call.share().submit(start)) {
            result.complete(call.outcome().overloaded(ErrorName.TOO_MANY_REQUESTS));
        }
        return result;
    }

    private static WorkerResult unprepared(Invocation invocation, Throwable fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.callFailed(invocation.method().qualifiedName(), errorId), fault);
        return new WorkerResult.Failed(ProblemDetail.failure("general-error", errorId), Optional.of(fault));
    }

    @Override
    public CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body) {
        return runHere(new Call(called(invocation.method()), invocation, Optional.empty()), body);
    }

    @Override
    public CompletionStage<WorkerResult> runHere(Invocation invocation) {
        var called = called(invocation.method());
        return runHere(new Call(called, invocation, Optional.empty()), () -> called.call(invocation));
    }

    private CompletionStage<WorkerResult> runHere(Call call, Callable<?> body) {
        var granted = new CompletableFuture<Void>();
        Runnable start = () -> granted.complete(null);
        if (!call.share().submit(start)) {
            return CompletableFuture.completedFuture(call.outcome().overloaded(ErrorName.TOO_MANY_REQUESTS));
        }
        if (!await(granted, call) && call.share().withdraw(start)) {
            return CompletableFuture.completedFuture(call.outcome().overloaded(ErrorName.UNAVAILABLE));
        }
        return runToTheEnd(call, body);
    }

    @Override
    public Optional<Invocation> current() {
        return CurrentInvocation.get();
    }

    /** Waits until no call runs any more, but not longer than given; entrypoints are stopped before. */
    public void drain(Duration patience) {
        var end = Instant.now().plus(patience);
        while (methods.busy() > 0 && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(DRAIN_POLL_MILLIS).toNanos());
        }
        if (methods.busy() > 0) {
            LOG.warn(MESSAGES.callsStillRunning(methods.busy()));
        }
    }

    private void start(Call call, PendingResult result) {
        try {
            threads.execute(() -> runToTheEnd(call, () -> call.called().call(call.invocation()))
                    .thenAccept(result::complete));
        } catch (RejectedExecutionException stopped) {
            result.complete(finish(call, null, stopped));
        }
    }

    /** Lets go of the worker at the end, which is that of the stage when the method returns one. */
    private CompletionStage<WorkerResult> runToTheEnd(Call call, Callable<?> body) {
        CompletionStage<WorkerResult> running;
        try {
            running = running(call).run(body, threads);
        } catch (RuntimeException | Error brokenOff) { // the request context's end, for one, may fail
            running = CompletableFuture.failedFuture(brokenOff);
        }
        return running.handle((ended, brokenOff) -> finish(call, ended, brokenOff));
    }

    private static WorkerResult finish(Call call, WorkerResult ended, Throwable brokenOff) {
        call.share().release();
        return brokenOff == null ? ended : call.outcome().failed(brokenOff);
    }

    private RunningCall running(Call call) {
        return new RunningCall(call.invocation(), contexts,
                new CallListeners(call.called().listeners(), call.invocation(), call.outcome()), call.outcome());
    }

    private CalledMethod called(ServiceMethod method) {
        return prepared.computeIfAbsent(new Key(method.service(), method.method()), key -> methods.prepare(method));
    }

    /** Not beyond the call's deadline; without one, as long as a caller would wait. */
    private static boolean await(CompletableFuture<Void> granted, Call call) {
        var wait = call.invocation().context().deadline().map(deadline -> Duration.between(Instant.now(), deadline))
                .orElse(call.called().patience());
        try {
            granted.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException busy) {
            return false;
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
