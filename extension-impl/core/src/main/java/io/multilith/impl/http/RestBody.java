package io.multilith.impl.http;

import java.util.Optional;
import java.util.concurrent.Callable;

import jakarta.interceptor.InvocationContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;

import io.multilith.problem.ProblemException;

/**
 * The method itself, in the words of the pipeline: a response that was thrown, or arguments that the container's own
 * validation refused, are no failure of the service. What was thrown in truth is kept. For one call.
 */
final class RestBody implements Callable<Object> {
    private final InvocationContext context;
    private RuntimeException thrown;

    RestBody(InvocationContext context) {
        this.context = context;
    }

    @Override
    public Object call() throws Exception {
        try {
            return context.proceed();
        } catch (WebApplicationException answer) {
            var status = answer.getResponse().getStatus();
            if (status >= 500) {
                throw answer;
            }
            thrown = answer;
            if (status < 400) {
                return null;
            }
            throw new ProblemException(ProblemResponses.problem(status), answer);
        } catch (ConstraintViolationException violated) {
            if (!Violations.areOfArguments(violated, context.getMethod())) {
                throw violated;
            }
            thrown = violated;
            throw new ProblemException(Violations.problem(violated), violated);
        }
    }

    /** What the method threw that is an answer in the words of Jakarta REST. */
    Optional<RuntimeException> thrown() {
        return Optional.ofNullable(thrown);
    }
}
