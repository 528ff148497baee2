package io.multilith.entrypoint;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * The worker pipeline: what every entrypoint calls service methods through. In this order: a worker of the service, and
 * of the method when that has a limit of its own, is waited for; the deadline is checked; the request context is opened;
 * the listeners' {@code before}; the signature and Bean Validation are checked; the method runs, and the stage that it
 * may return is waited for; the listeners' {@code after} and {@code teardown}. Thread-safe.
 *
 * @since 0.1
 */
public interface Workers {

    /**
     * Runs a call on a worker thread. Does not block.
     *
     * @param invocation
     *     the call
     * @return always completes normally; what went wrong is a {@link WorkerResult}, already logged. To cancel its
     *         {@code CompletableFuture} before the call has begun keeps the call from running; after that it does nothing
     */
    CompletionStage<WorkerResult> run(Invocation invocation);

    /**
     * Runs a call on a worker thread as {@link #run(Invocation)} does, one that no caller waits for and that its kind makes
     * again when it fails. Only the declared exceptions of the method, arguments that do not fit, a deadline that had passed
     * and that no worker was free are an {@link WorkerResult.ExpectedFailure} then; everything else is a {@link WorkerResult.Failed}, a
     * {@code ProblemException} too: nobody is there to be answered by it, and what the method itself called may have thrown
     * it. A failure that another attempt follows is logged as a warning of one line, that of the last one as an error with its
     * trace; that no worker was free is not logged.
     *
     * @param invocation
     *     the call
     * @param attempt
     *     which of how many
     * @return as of {@link #run(Invocation)}
     */
    CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt);

    /**
     * Runs a call on the calling thread, for transports that have decoded the arguments and bound their own context to it.
     * Blocks while every worker is busy, not beyond the call's deadline. A stage that the method returns is not blocked for:
     * it has its worker until it ends, and the listeners are told then, on another thread.
     *
     * @param invocation
     *     the call; its arguments are {@link Arguments.Values}
     * @param body
     *     calls the method, interceptors included
     * @return what became of it, already logged; always completes normally, and is complete unless the method returned a
     *         stage
     */
    CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body);

    /**
     * Runs a call on the calling thread, its arguments checked and converted as by {@link #run}. Blocks as
     * {@link #runHere(Invocation, Callable)} does, and while the method runs, whatever the deadline.
     *
     * @param invocation
     *     the call
     * @return what became of it, as of {@link #runHere(Invocation, Callable)}
     */
    CompletionStage<WorkerResult> runHere(Invocation invocation);

    /**
     * The call that runs on this thread.
     *
     * @return empty outside of a worker
     */
    Optional<Invocation> current();
}
