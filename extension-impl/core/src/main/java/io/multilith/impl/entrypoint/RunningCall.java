package io.multilith.impl.entrypoint;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.impl.concurrent.Faults;
import io.multilith.problem.ErrorName;

/** One call that has its worker, from the check of its deadline to the last word of the listeners. */
final class RunningCall {
    private final Invocation invocation;
    private final RequestContexts contexts;
    private final CallListeners listeners;
    private final CallOutcome outcome;

    RunningCall(Invocation invocation, RequestContexts contexts, CallListeners listeners, CallOutcome outcome) {
        this.invocation = invocation;
        this.contexts = contexts;
        this.listeners = listeners;
        this.outcome = outcome;
    }

    /**
     * Ends with the body or, without a thread meanwhile, with the stage that it returns. The request context ends with the
     * body; the listeners are told of a stage's end in one of its own, on a worker's thread.
     */
    CompletionStage<WorkerResult> run(Callable<?> body, Executor threads) {
        if (isLate()) {
            return CompletableFuture.completedFuture(late());
        }
        var scope = contexts.enter(invocation);
        try {
            var ended = listeners.before();
            if (ended.isPresent()) {
                return CompletableFuture.completedFuture(tornDown(ended.get()));
            }
            var result = attempt(body);
            if (result instanceof WorkerResult.Returned returned
                    && returned.value().orElse(null) instanceof CompletionStage<?> stage) {
                return stage.handleAsync(this::endLater, threads)
                        .exceptionally(brokenOff -> tornDown(outcome.failed(Faults.unwrapped(brokenOff))));
            }
            return CompletableFuture.completedFuture(end(result));
        } finally {
            scope.leave();
        }
    }

    private WorkerResult attempt(Callable<?> body) {
        try {
            return returned(body.call());
        } catch (RefusedArguments refused) {
            return outcome.refused(refused.refusal());
        } catch (InvocationTargetException thrown) {
            return outcome.thrown(thrown.getCause());
        } catch (Exception | Error thrown) { // whatever a method throws, its caller is answered and the consumer lives
            return outcome.thrown(thrown);
        }
    }

    private WorkerResult endLater(Object value, Throwable fault) {
        var scope = contexts.enter(invocation);
        try {
            return end(fault == null ? returned(value) : outcome.thrown(Faults.unwrapped(fault)));
        } finally {
            scope.leave();
        }
    }

    private WorkerResult end(WorkerResult result) {
        return tornDown(listeners.after(result));
    }

    private WorkerResult tornDown(WorkerResult result) {
        listeners.teardown();
        return result;
    }

    private boolean isLate() {
        return invocation.context().deadline().filter(Instant.now()::isAfter).isPresent();
    }

    private WorkerResult late() {
        return outcome.refused(ErrorName.TIMEOUT, "timeout", "The deadline passed before the call began.");
    }

    private static WorkerResult returned(Object value) {
        return new WorkerResult.Returned(Optional.ofNullable(value));
    }
}
