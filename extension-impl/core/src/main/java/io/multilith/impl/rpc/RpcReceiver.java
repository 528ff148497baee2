package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.Faults;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/**
 * Receives the requests to one name, and answers each with a result or an error. A request is settled before it is acted
 * upon, so it runs at most once; one to an idempotent method after its reply. Nothing that a request holds stops the
 * receiver.
 */
final class RpcReceiver {
    private static final Logger LOG = Logger.getLogger(RpcReceiver.class);
    /** A broker keeps an answer for somebody who has gone, but not for ever. */
    private static final Duration ANSWER_LIFE = Duration.ofMinutes(1);

    private final RpcReceivers common;
    private final RememberedReplies replies;
    private final String name;
    private final int credit;
    private MessageReceiver receiver;
    private volatile boolean stopped;

    RpcReceiver(RpcReceivers common, RememberedReplies replies, String name, int credit) {
        this.common = common;
        this.replies = replies;
        this.name = name;
        this.credit = credit;
    }

    void start(RpcHandler handler) {
        stopped = false;
        receiver = common.bus().receive(MessageSource.queue("rpc." + name, credit),
                received -> receive(received, handler));
    }

    void stop() {
        stopped = true;
        if (receiver != null) {
            receiver.stop();
        }
    }

    private void receive(ReceivedMessage received, RpcHandler handler) {
        var request = received.message();
        var arrival = Instant.now();
        var deadline = RpcRequest.deadline(request, arrival);
        if (isUnanswerable(request) || isExpired(deadline, arrival)) {
            received.accept();
        } else if (request.properties().subject().filter(handler::isIdempotent).isPresent()) {
            replies.once(request, () -> reply(request, deadline, handler))
                    .thenAccept(reply -> answerAndSettle(received, request, reply));
        } else {
            received.accept();
            reply(request, deadline, handler).thenAccept(reply -> answer(request, reply));
        }
    }

    /** What this receiver could not finish before it was stopped is left to another. */
    private void answerAndSettle(ReceivedMessage received, Message request, RpcReply reply) {
        if (stopped && !reply.isLasting()) {
            received.release();
        } else {
            answer(request, reply).whenComplete((sent, fault) -> received.accept());
        }
    }

    private boolean isUnanswerable(Message request) {
        var replyTo = request.properties().replyTo();
        return replyTo.isPresent() && !common.addresses().allow(name, replyTo.get());
    }

    private boolean isExpired(Optional<Instant> deadline, Instant arrival) {
        if (deadline.isEmpty() || arrival.isBefore(deadline.get())) {
            return false;
        }
        common.counters().countExpired();
        return true;
    }

    /** Completes normally, whatever happens. */
    private CompletionStage<RpcReply> reply(Message request, Optional<Instant> deadline, RpcHandler handler) {
        try {
            return handler.call(RpcRequest.read(request, common.json(), common.maxBody(), deadline))
                    .handle((result, fault) -> fault == null ? RpcReply.result(result) : failure(deadline, fault));
        } catch (RuntimeException refusal) {
            return CompletableFuture.completedStage(failure(deadline, refusal));
        }
    }

    /** A call that was taken back, or did not begin before its deadline, is counted and not answered. */
    private RpcReply failure(Optional<Instant> deadline, Throwable fault) {
        var cause = Faults.unwrapped(fault);
        if (cause instanceof CancellationException) {
            common.counters().countCancelled();
            return RpcReply.NONE;
        }
        var problem = cause instanceof ProblemException refusal ? refusal.problem() : unexpected(cause);
        if (problem.name() == ErrorName.TIMEOUT && deadline.filter(Instant.now()::isAfter).isPresent()) {
            common.counters().countExpired();
            return RpcReply.NONE;
        }
        return RpcReply.error(problem);
    }

    private CompletionStage<Void> answer(Message request, RpcReply reply) {
        var address = request.properties().replyTo();
        if (address.isEmpty() || reply.body().isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return common.bus().send(Message.answer(request, reply.body().get()).withTimeToLive(ANSWER_LIFE))
                .whenComplete((sent, fault) -> {
                    if (fault != null) {
                        LOG.debug(MESSAGES.answerNotSent(address.get(), fault.getMessage()));
                    }
                });
    }

    private ProblemDetail unexpected(Throwable fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.requestFailed(name, errorId), fault);
        return ProblemDetail.failure("general-error", errorId);
    }
}
