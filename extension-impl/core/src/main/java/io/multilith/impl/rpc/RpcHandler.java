package io.multilith.impl.rpc;

import java.util.concurrent.CompletionStage;

/** Acts upon the requests to one name. */
@FunctionalInterface
interface RpcHandler {

    /**
     * Acts upon a request. Does not block.
     *
     * @return the result as JSON text; fails, as the call itself may, with a
     *         {@link io.multilith.problem.ProblemException}, or is cancelled
     */
    CompletionStage<String> call(RpcRequest request);

    /** Whether a request to the method may be acted upon again. */
    default boolean isIdempotent(String method) {
        return false;
    }
}
