package io.multilith.impl.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.interceptor.InvocationContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;

import io.multilith.impl.concurrent.Faults;
import io.multilith.problem.ProblemException;

/**
 * The method itself, in the words of the pipeline: a response that was thrown, or arguments that the container's own
 * validation refused, are no failure of the service; nor are they when a stage ends with them. What was thrown in truth is
 * kept. For one call.
 */
final class RestBody implements Callable<Object> {
    private final InvocationContext context;
    private CompletionStage<?> stage;
    private volatile RuntimeException thrown;

    RestBody(InvocationContext context) {
        this.context = context;
    }

    @Override
    public Object call() throws Exception {
        Object value;
        try {
            value = context.proceed();
        } catch (WebApplicationException | ConstraintViolationException answer) {
            return told(answer);
        }
        if (value instanceof CompletionStage<?> returned) {
            stage = returned;
            return returned.handle(this::ended);
        }
        return value;
    }

    /** What the method returned, if that was a stage. */
    Optional<CompletionStage<?>> stage() {
        return Optional.ofNullable(stage);
    }

    /** What the method threw that is an answer in the words of Jakarta REST. */
    Optional<RuntimeException> thrown() {
        return Optional.ofNullable(thrown);
    }

    private Object ended(Object value, Throwable fault) {
        if (fault == null) {
            return value;
        }
        var cause = Faults.unwrapped(fault);
        if (cause instanceof RuntimeException answer) {
            return told(answer);
        }
        throw new CompletionException(cause);
    }

    /** Nothing where the answer is one of success; else throws. */
    private Object told(RuntimeException answer) {
        if (answer instanceof WebApplicationException response && response.getResponse().getStatus() < 500) {
            thrown = answer;
            var status = response.getResponse().getStatus();
            if (status < 400) {
                return null;
            }
            throw new ProblemException(ProblemResponses.problem(status), answer);
        }
        if (answer instanceof ConstraintViolationException violated
                && Violations.areOfArguments(violated, context.getMethod())) {
            thrown = answer;
            throw new ProblemException(Violations.problem(violated), answer);
        }
        throw answer;
    }
}
