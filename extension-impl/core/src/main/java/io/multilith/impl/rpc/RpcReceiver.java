package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/**
 * Receives the requests to one name, and answers each with a result or an error. A request is settled before it is acted
 * upon, so it runs at most once; nothing that a request holds stops the receiver.
 */
final class RpcReceiver {
    private static final Logger LOG = Logger.getLogger(RpcReceiver.class);
    /** A broker keeps an answer for somebody who has gone, but not for ever. */
    private static final Duration ANSWER_LIFE = Duration.ofMinutes(1);

    private final LongAdder expired = new LongAdder();
    private final MessageBus bus;
    private final JsonCodec json;
    private final String name;
    private final int maxBody;
    private final int credit;
    private MessageReceiver receiver;

    RpcReceiver(MessageBus bus, JsonCodec json, String name, int maxBody, int credit) {
        this.bus = bus;
        this.json = json;
        this.name = name;
        this.maxBody = maxBody;
        this.credit = credit;
    }

    /**
     * @param handler
     *            gives the result as JSON text; throws or completes with a {@link ProblemException}
     */
    void start(Function<RpcRequest, CompletionStage<String>> handler) {
        receiver = bus.receive(MessageSource.queue("rpc." + name, credit), received -> receive(received, handler));
    }

    void stop() {
        if (receiver != null) {
            receiver.stop();
        }
    }

    private void receive(ReceivedMessage received, Function<RpcRequest, CompletionStage<String>> handler) {
        var message = received.message();
        var arrival = Instant.now();
        received.accept();
        try {
            var deadline = RpcRequest.deadline(message, arrival);
            if (deadline.filter(arrival::isAfter).isPresent()) {
                expired.increment();
                return;
            }
            handler.apply(RpcRequest.read(message, json, maxBody, deadline)).whenComplete((result, fault) -> {
                if (fault == null) {
                    answer(message, "{\"result\":" + result + "}");
                } else {
                    answerFailure(message, deadline, fault);
                }
            });
        } catch (RuntimeException refusal) {
            answer(message, error(refusal));
        }
    }

    /** A call that did not begin before its deadline is counted and not answered. */
    private void answerFailure(Message message, Optional<Instant> deadline, Throwable fault) {
        var cause = fault instanceof CompletionException ? fault.getCause() : fault;
        var isTimeout = cause instanceof ProblemException refusal && refusal.problem().name() == ErrorName.TIMEOUT;
        if (isTimeout && deadline.filter(Instant.now()::isAfter).isPresent()) {
            expired.increment();
        } else {
            answer(message, error(fault));
        }
    }

    private void answer(Message question, String body) {
        question.properties().replyTo()
                .ifPresent(address -> bus.send(Message.answer(question, body).withTimeToLive(ANSWER_LIFE))
                        .whenComplete((sent, fault) -> {
                            if (fault != null) {
                                LOG.debug(MESSAGES.answerNotSent(address, fault.getMessage()));
                            }
                        }));
    }

    private String error(Throwable fault) {
        var cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return "{\"error\":"
                + (cause instanceof ProblemException refusal ? refusal.problem() : unexpected(cause)).toJson()
                + "}";
    }

    private ProblemDetail unexpected(Throwable fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.requestFailed(name, errorId), fault);
        return new ProblemDetail(ErrorName.GENERAL_ERROR, "general-error", "The service failed.", List.of(),
                Optional.of(errorId), Optional.empty());
    }
}
