package io.multilith.impl.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

/**
 * A stage that a Jakarta REST method returned. The pipeline is done with the call by then, as the thread is; what remains is to
 * say that an exception was expected.
 */
final class RestStages {
    private RestStages() {}

    static <T> CompletionStage<T> told(CompletionStage<T> stage, ServiceMethod method,
            ContainerRequestContext request) {
        var told = new CompletableFuture<T>();
        stage.whenComplete((value, fault) -> {
            if (fault == null) {
                told.complete(value);
                return;
            }
            var thrown = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            if (thrown instanceof Exception own && method.expected().stream().anyMatch(type -> type.isInstance(own))) {
                new RestFailure(own, expected(own)).keep(request);
            }
            told.completeExceptionally(thrown);
        });
        return told;
    }

    private static ProblemDetail expected(Throwable thrown) {
        return new ProblemDetail(ErrorName.BAD_REQUEST, "expected-failure",
                Optional.ofNullable(thrown.getMessage()).orElse("The service refused."), List.of(), Optional.empty(),
                Optional.of(thrown.getClass().getSimpleName()));
    }
}
