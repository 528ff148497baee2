package io.multilith.entrypoint;

import java.util.Optional;

import io.multilith.problem.ProblemDetail;

/**
 * How a call ended. Immutable.
 *
 * @since 0.1
 */
public sealed interface WorkerResult {

    /**
     * The method returned.
     *
     * @param value
     *     what it returned; empty for {@code void} and {@code null}
     */
    record Returned(Optional<Object> value) implements WorkerResult {}

    /**
     * The call was refused or the method threw an exception it declares. The caller is at fault, a retry will not help.
     *
     * @param problem
     *     what the caller is told
     * @param cause
     *     what the method threw; empty when it did not run
     */
    record ExpectedFailure(ProblemDetail problem, Optional<Throwable> cause) implements WorkerResult {}

    /**
     * The method failed in a way it does not declare.
     *
     * @param problem
     *     what the caller is told; its {@code errorId} is in the log
     * @param cause
     *     what the method, or a listener, threw
     */
    record Failed(ProblemDetail problem, Optional<Throwable> cause) implements WorkerResult {}
}
