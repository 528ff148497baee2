package io.multilith.impl.entrypoint;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RpcException;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/**
 * Runs calls: checks the deadline and the arguments, waits for one of the service's workers, calls the bean with a
 * request context of its own, and turns whatever happens into a {@link WorkerResult}.
 */
@ApplicationScoped
public class WorkerPipeline implements Workers {
    private static final Logger LOG = Logger.getLogger(WorkerPipeline.class);
    private static final int DRAIN_POLL_MILLIS = 20;

    private final Map<String, WorkerSlots> slots = new ConcurrentHashMap<>();
    private static final ThreadLocal<Invocation> RUNNING = new ThreadLocal<>();
    private final WorkerThreads threads;
    private final ServiceBeans beans;
    private final ArgumentReader arguments;
    private final Settings settings;
    private final Instance<RequestContextController> requestContexts;
    /** To be used again: the container takes longer to make one than most calls. */
    private final Queue<RequestContextController> idleContexts = new ConcurrentLinkedQueue<>();

    /** For the client proxy only. */
    protected WorkerPipeline() {
        this(null, null, null, null, null);
    }

    @Inject
    public WorkerPipeline(WorkerThreads threads, ServiceBeans beans, ArgumentReader arguments, Settings settings,
            Instance<RequestContextController> requestContexts) {
        this.threads = threads;
        this.beans = beans;
        this.arguments = arguments;
        this.settings = settings;
        this.requestContexts = requestContexts;
    }

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation) {
        var result = new CompletableFuture<WorkerResult>();
        var service = slots.computeIfAbsent(invocation.method().service(), this::newSlots);
        var accepted = service.submit(() -> start(invocation, service, result));
        if (!accepted) {
            result.complete(refused(invocation, ProblemDetail.of(ErrorName.TOO_MANY_REQUESTS, "overloaded",
                    "The service " + invocation.method().service() + " takes no more calls for now.")));
        }
        return result;
    }

    private void start(Invocation invocation, WorkerSlots service, CompletableFuture<WorkerResult> result) {
        try {
            threads.execute(() -> {
                try {
                    result.complete(call(invocation));
                } finally {
                    service.release();
                    if (!result.isDone()) {
                        result.complete(failed(invocation, new IllegalStateException("the call was broken off")));
                    }
                }
            });
        } catch (RejectedExecutionException stopped) {
            service.release();
            result.complete(failed(invocation, stopped));
        }
    }

    @Override
    public Optional<Invocation> current() {
        return Optional.ofNullable(RUNNING.get());
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

    private WorkerSlots newSlots(String service) {
        return new WorkerSlots(settings.get(Setting.WORKER_CONCURRENCY, service),
                settings.get(Setting.WORKER_QUEUE, service));
    }

    private WorkerResult call(Invocation invocation) {
        if (invocation.context().deadline().filter(Instant.now()::isAfter).isPresent()) {
            return refused(invocation,
                    ProblemDetail.of(ErrorName.TIMEOUT, "timeout", "The deadline passed before the call began."));
        }
        RUNNING.set(invocation);
        try {
            return callInRequest(invocation);
        } catch (ProblemException refusal) {
            return refused(invocation, refusal.problem());
        } catch (InvocationTargetException thrown) {
            return thrown(invocation, thrown.getCause());
        } catch (IllegalAccessException | RuntimeException | StackOverflowError fault) {
            return failed(invocation, fault);
        } finally {
            RUNNING.remove();
        }
    }

    private WorkerResult callInRequest(Invocation invocation)
            throws InvocationTargetException, IllegalAccessException {
        var requestContext = Optional.ofNullable(idleContexts.poll()).orElseGet(requestContexts::get);
        var activated = requestContext.activate();
        try {
            var values = arguments.read(invocation, beans.instance(invocation.method()));
            return new WorkerResult.Returned(Optional.ofNullable(invoke(invocation, values)));
        } finally {
            if (activated) {
                requestContext.deactivate();
            }
            idleContexts.add(requestContext);
        }
    }

    private Object invoke(Invocation invocation, Object[] values)
            throws InvocationTargetException, IllegalAccessException {
        var method = invocation.method().method().getJavaMember();
        return method.invoke(beans.instance(invocation.method()), values);
    }

    /** An error of a call that the method itself made is its own failure, and no answer to its caller. */
    private WorkerResult thrown(Invocation invocation, Throwable cause) {
        if (cause instanceof RpcException) {
            return failed(invocation, cause);
        }
        if (cause instanceof ProblemException problem) {
            return problem.problem().name().status() < 500
                    ? refused(invocation, problem.problem())
                    : failed(invocation, problem);
        }
        var declared = invocation.method().method().getJavaMember().getExceptionTypes();
        for (var type : declared) {
            if (type.isInstance(cause)) {
                return refused(invocation, expected(cause));
            }
        }
        return failed(invocation, cause);
    }

    private static ProblemDetail expected(Throwable cause) {
        var message = Optional.ofNullable(cause.getMessage()).orElse("The service refused.");
        return new ProblemDetail(ErrorName.BAD_REQUEST, "expected-failure", message, List.of(),
                Optional.empty(), Optional.of(cause.getClass().getSimpleName()));
    }

    private static WorkerResult refused(Invocation invocation, ProblemDetail problem) {
        LOG.warn(MESSAGES.callRefused(invocation.method().qualifiedName(), problem.kind(), problem.detail()));
        return new WorkerResult.ExpectedFailure(problem);
    }

    private static WorkerResult failed(Invocation invocation, Throwable fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.callFailed(invocation.method().qualifiedName(), errorId), fault);
        return new WorkerResult.Failed(new ProblemDetail(ErrorName.GENERAL_ERROR, "general-error",
                "The service failed.", List.of(), Optional.of(errorId), Optional.empty()));
    }
}
