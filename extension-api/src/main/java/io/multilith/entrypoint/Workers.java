package io.multilith.entrypoint;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The worker pipeline: what every entrypoint calls service methods through. In this order: a worker of the service is waited
 * for, the deadline is checked, the request context is opened, the signature and Bean Validation are checked, the method runs. Thread-safe; never
 * blocks its caller.
 *
 * @since 0.1
 */
public interface Workers {

    /**
     * Runs a call on a worker thread.
     *
     * @param invocation
     *     the call
     * @return always completes normally; what went wrong is a {@link WorkerResult}, already logged
     */
    CompletionStage<WorkerResult> run(Invocation invocation);

    /**
     * The call that runs on this thread.
     *
     * @return empty outside of a worker
     */
    Optional<Invocation> current();
}
