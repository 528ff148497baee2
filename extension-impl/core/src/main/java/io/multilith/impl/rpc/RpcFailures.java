package io.multilith.impl.rpc;

import java.util.concurrent.CompletionException;

import io.multilith.impl.concurrent.Faults;
import io.multilith.messaging.MessagingException;
import io.multilith.rpc.RpcException;

/** Says in the words of a caller what the bus says of a message. */
final class RpcFailures {
    private RpcFailures() {}

    /**
     * Explains it.
     *
     * @param isKnown
     *            whether it is configured that somebody serves the target, be it that nobody was heard of yet
     */
    static RuntimeException explain(String target, boolean isKnown, Throwable fault) {
        var cause = Faults.unwrapped(fault);
        if (cause instanceof MessagingException.NoReceiver nobody) {
            return new RpcException.NoService("Nobody serves " + target + ".", isKnown || nobody.known(), cause);
        }
        if (cause instanceof MessagingException.NoAnswer) {
            return timeout(target, cause);
        }
        if (cause instanceof MessagingException.AnswerLost) {
            return new RpcException.OutcomeUnknown("The way back from " + target + " was lost.", cause);
        }
        if (cause instanceof MessagingException) {
            return new RpcException.BrokerUnavailable("The broker did not take the call of " + target + ".", cause);
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new CompletionException(cause);
    }

    static RpcException timeout(String target, Throwable cause) {
        return new RpcException.Timeout(target + " did not answer by the deadline.", cause);
    }
}
