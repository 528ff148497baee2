package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.rpc.RpcException;

/**
 * Calls services and collections, here or elsewhere. The deadline of the call that is being served, when it is nearer
 * than the timeout, is passed on. Thread-safe.
 */
@ApplicationScoped
public class RpcCaller {
    private final MessageBus bus;
    private final JsonCodec json;
    private final Workers workers;
    private final Settings settings;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected RpcCaller() {
        this(null, null, null, null, null);
    }

    @Inject
    public RpcCaller(MessageBus bus, JsonCodec json, Workers workers, Settings settings,
            WorkerThreads threads) {
        this.threads = threads;
        this.bus = bus;
        this.json = json;
        this.workers = workers;
        this.settings = settings;
    }

    /** How long a call of the service may take; to be read once. */
    Duration timeout(String service) {
        return settings.get(Setting.RPC_TIMEOUT, service);
    }

    /**
     * Calls; the result comes on a thread that may block.
     *
     * @param body
     *            the request's body by the wire contract
     */
    CompletionStage<JsonValue> call(String service, String method, String body, Duration timeout) {
        return request(service, method, body, timeout)
                .handleAsync((answer, fault) -> result(service, method, answer, fault), threads);
    }

    /** Waits for the result, or throws the call's {@link RpcException}; the thread that waits reads it. */
    JsonValue callAndWait(String service, String method, String body, Duration timeout) {
        try {
            return read(request(service, method, body, timeout).toCompletableFuture().join());
        } catch (CompletionException failed) {
            throw explain(service + "." + method, failed);
        }
    }

    private JsonValue result(String service, String method, Message answer, Throwable fault) {
        if (fault != null) {
            throw explain(service + "." + method, fault);
        }
        return read(answer);
    }

    private CompletionStage<Message> request(String service, String method, String body, Duration timeout) {
        var context = workers.current().map(Invocation::context);
        var latest = Instant.now().plus(timeout);
        var deadline = context.flatMap(CallContext::deadline).filter(latest::isAfter).orElse(latest);
        var target = service + "." + method;
        var left = Duration.between(Instant.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            return CompletableFuture.failedStage(new RpcException.Timeout(
                    "The deadline had passed before " + target + " was called.", null));
        }
        var request = Message.toQueue("rpc." + service, body).withSubject(method)
                .withMessageId(UUID.randomUUID().toString()).withTimeToLive(left)
                .withHeaders(headers(context, deadline));
        return bus.request(request, deadline);
    }

    private static Map<String, Object> headers(Optional<CallContext> context, Instant deadline) {
        var headers = new HashMap<String, Object>();
        headers.put(RpcRequest.DEADLINE, deadline.toEpochMilli());
        context.ifPresent(current -> {
            headers.putAll(current.headers());
            headers.put(RpcRequest.CALL_ID_STACK, String.join(",", current.callIdStack()));
        });
        return headers;
    }

    private JsonValue read(Message answer) {
        if (json.parse(answer.body()) instanceof JsonObject reply) {
            if (reply.get("error") instanceof JsonObject error) {
                throw RpcException.of(ProblemDetail.fromJson(error));
            }
            if (reply.containsKey("result")) {
                return reply.get("result");
            }
        }
        throw RpcException.of(ProblemDetail.of(ErrorName.GENERAL_ERROR, "malformed-reply",
                "The answer is not of the wire format."));
    }

    private static RuntimeException explain(String target, Throwable fault) {
        var cause = fault instanceof CompletionException ? fault.getCause() : fault;
        if (cause instanceof MessagingException.NoReceiver nobody) {
            return new RpcException.NoService("Nobody serves " + target + ".", nobody.known(), cause);
        }
        if (cause instanceof MessagingException.NoAnswer) {
            return new RpcException.Timeout(target + " did not answer by the deadline.", cause);
        }
        if (cause instanceof MessagingException.AnswerLost) {
            return new RpcException.OutcomeUnknown("The way back from " + target + " was lost.", cause);
        }
        if (cause instanceof MessagingException) {
            return new RpcException.BrokerUnavailable("The broker did not take the call of " + target + ".", cause);
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new CompletionException(cause);
    }
}
