package io.multilith.impl.rpc;

import java.util.Optional;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

/**
 * What a request comes to.
 *
 * @param body
 *            the reply by the wire contract; absent when the caller no longer waits
 * @param isLasting
 *            whether the same request would come to the same
 */
record RpcReply(Optional<String> body, boolean isLasting) {
    static final RpcReply NONE = new RpcReply(Optional.empty(), false);

    static RpcReply result(String json) {
        return new RpcReply(Optional.of("{\"result\":" + json + "}"), true);
    }

    /** A fault of this side, or having no room or time, may pass. */
    static RpcReply error(ProblemDetail problem) {
        var mayPass = problem.name().status() >= ErrorName.GENERAL_ERROR.status()
                || problem.name() == ErrorName.TIMEOUT || problem.name() == ErrorName.TOO_MANY_REQUESTS;
        return new RpcReply(Optional.of("{\"error\":" + problem.toJson() + "}"), !mayPass);
    }
}
