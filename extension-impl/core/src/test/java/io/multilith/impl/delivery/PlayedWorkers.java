package io.multilith.impl.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

/** Ends calls as the test says, the oldest first. */
final class PlayedWorkers implements Workers {
    final List<Invocation> ran = new CopyOnWriteArrayList<>();
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<WorkerResult>> running = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt) {
        attempts.add(attempt);
        var result = new CompletableFuture<WorkerResult>();
        running.add(result);
        ran.add(invocation);
        return result;
    }

    void returned() {
        running.remove(0).complete(new WorkerResult.Returned(Optional.empty()));
    }

    void refused(String kind) {
        running.remove(0).complete(new WorkerResult.ExpectedFailure(
                ProblemDetail.of(ErrorName.BAD_REQUEST, kind, "no"), Optional.empty()));
    }

    void failed() {
        running.remove(0).complete(new WorkerResult.Failed(
                new ProblemDetail(ErrorName.GENERAL_ERROR, "general-error", "no", List.of(),
                        Optional.of("error-7"), Optional.empty()),
                Optional.empty()));
    }

    @Override
    public CompletionStage<WorkerResult> runHere(Invocation invocation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Invocation> current() {
        return Optional.empty();
    }
}
