package io.multilith.impl.entrypoint;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.problem.ErrorName;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/** Gives each call a worker of its service, in the order of their coming, and lets it run: see {@link RunningCall}. */
@ApplicationScoped
public class WorkerPipeline implements Workers {
    private static final Logger LOG = Logger.getLogger(WorkerPipeline.class);
    private static final int DRAIN_POLL_MILLIS = 20;

    private final Map<String, WorkerSlots> slots = new ConcurrentHashMap<>();
    private final Map<ServiceMethod, CalledMethod> methods = new ConcurrentHashMap<>();
    private final WorkerThreads threads;
    private final ServiceBeans beans;
    private final ArgumentReader arguments;
    private final Settings settings;
    private final WorkerListeners listeners;
    private final RequestContexts contexts;

    /** For the client proxy only. */
    protected WorkerPipeline() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public WorkerPipeline(WorkerThreads threads, ServiceBeans beans, ArgumentReader arguments, Settings settings,
            WorkerListeners listeners, Instance<RequestContextController> controllers) {
        this.threads = threads;
        this.beans = beans;
        this.arguments = arguments;
        this.settings = settings;
        this.listeners = listeners;
        contexts = new RequestContexts(controllers == null ? () -> null : controllers::get);
    }

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation) {
        var result = new PendingResult();
        var share = method(invocation).share();
        Runnable start = () -> start(invocation, share, result);
        result.cancelBy(() -> share.withdraw(start));
        if (!share.submit(start)) {
            result.complete(overloaded(invocation, ErrorName.TOO_MANY_REQUESTS));
        }
        return result;
    }

    @Override
    public WorkerResult runHere(Invocation invocation, Callable<?> body) {
        var method = method(invocation);
        var granted = new CompletableFuture<Void>();
        Runnable start = () -> granted.complete(null);
        if (!method.share().submit(start)) {
            return overloaded(invocation, ErrorName.TOO_MANY_REQUESTS);
        }
        if (!await(granted, invocation, method.patience()) && method.share().withdraw(start)) {
            return overloaded(invocation, ErrorName.UNAVAILABLE);
        }
        try {
            return running(invocation).run(body);
        } finally {
            method.share().release();
        }
    }

    @Override
    public Optional<Invocation> current() {
        return CurrentInvocation.get();
    }

    /** Waits until no call runs any more, but not longer than given; entrypoints are stopped before. */
    public void drain(Duration patience) {
        var end = Instant.now().plus(patience);
        while (busy() > 0 && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(DRAIN_POLL_MILLIS).toNanos());
        }
        if (busy() > 0) {
            LOG.warn(MESSAGES.callsStillRunning(busy()));
        }
    }

    private int busy() {
        return slots.values().stream().mapToInt(WorkerSlots::busy).sum();
    }

    private void start(Invocation invocation, WorkerSlots.Share share, PendingResult result) {
        try {
            threads.execute(() -> runToTheEnd(invocation)
                    .whenComplete((ended, brokenOff) -> finish(invocation, share, result, ended, brokenOff)));
        } catch (RejectedExecutionException stopped) {
            finish(invocation, share, result, null, stopped);
        }
    }

    private CompletionStage<WorkerResult> runToTheEnd(Invocation invocation) {
        try {
            return running(invocation).run(() -> invoke(invocation), threads);
        } catch (RuntimeException | Error brokenOff) { // the request context's end, for one, may fail
            return CompletableFuture.failedFuture(brokenOff);
        }
    }

    private static void finish(Invocation invocation, WorkerSlots.Share share, PendingResult result,
            WorkerResult ended, Throwable brokenOff) {
        try {
            result.complete(brokenOff == null ? ended : new CallOutcome(invocation).failed(brokenOff));
        } finally {
            share.release();
        }
    }

    private RunningCall running(Invocation invocation) {
        var outcome = new CallOutcome(invocation);
        return new RunningCall(invocation, contexts, new CallListeners(listeners.inOrder(), invocation, outcome),
                outcome);
    }

    private Object invoke(Invocation invocation) throws InvocationTargetException, IllegalAccessException {
        var bean = beans.instance(invocation.method());
        var values = arguments.read(invocation, bean);
        return invocation.method().method().getJavaMember().invoke(bean, values);
    }

    private CalledMethod method(Invocation invocation) {
        return methods.computeIfAbsent(invocation.method(), this::called);
    }

    private CalledMethod called(ServiceMethod method) {
        var workers = slots.computeIfAbsent(method.service(), this::newSlots);
        return new CalledMethod(workers.share(), settings.get(Setting.RPC_TIMEOUT, method.service(), method.name()));
    }

    private WorkerSlots newSlots(String service) {
        return new WorkerSlots(settings.get(Setting.WORKER_CONCURRENCY, service),
                settings.get(Setting.WORKER_QUEUE, service));
    }

    /** Not beyond the call's deadline; without one, as long as a caller would wait. */
    private static boolean await(CompletableFuture<Void> granted, Invocation invocation, Duration patience) {
        var wait = invocation.context().deadline().map(deadline -> Duration.between(Instant.now(), deadline))
                .orElse(patience);
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

    private static WorkerResult overloaded(Invocation invocation, ErrorName name) {
        return new CallOutcome(invocation).refused(name, "overloaded",
                "The service " + invocation.method().service() + " takes no more calls for now.");
    }
}
