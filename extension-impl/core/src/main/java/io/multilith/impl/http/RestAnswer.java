package io.multilith.impl.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.entrypoint.WorkerResult;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** Makes of a call's end what Jakarta REST is to have: a value, or what the method threw, with what the client is told of it. */
record RestAnswer(ContainerRequestContext request, RestBody body) {

    /** The value; throws in place of the method. */
    Object of(WorkerResult result) throws Exception {
        if (result instanceof WorkerResult.Returned returned) {
            if (body.thrown().isPresent()) {
                throw body.thrown().get();
            }
            return returned.value().orElse(null);
        }
        var failure = result instanceof WorkerResult.Failed failed
                ? failure(failed.problem(), failed.cause())
                : refusal((WorkerResult.ExpectedFailure) result);
        failure.keep(request);
        throw failure.thrown();
    }

    /** The same of a stage that the method returned; its exception is not wrapped, so that a mapper for it applies. */
    CompletionStage<Object> of(CompletionStage<WorkerResult> ended) {
        var answer = new CompletableFuture<Object>();
        ended.thenAccept(result -> {
            try {
                answer.complete(of(result));
            } catch (Exception | Error thrown) { // of the method, or of the making of its answer
                answer.completeExceptionally(thrown);
            }
        });
        return answer;
    }

    private RestFailure refusal(WorkerResult.ExpectedFailure refused) {
        return failure(refused.problem(), body.thrown().<Throwable>map(thrown -> thrown).or(refused::cause));
    }

    /** With what the method threw, so that an application's own mapper for it applies. */
    private static RestFailure failure(ProblemDetail problem, Optional<Throwable> cause) {
        return new RestFailure(cause.filter(Exception.class::isInstance).map(Exception.class::cast)
                .orElseGet(() -> new ProblemException(problem)), problem);
    }
}
