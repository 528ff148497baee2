package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Placement;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RpcException;

/**
 * Calls services and collections, here or elsewhere. The deadline of the call that is being served, when it is nearer
 * than the timeout, is passed on; so are its call ids and its context data. Thread-safe.
 */
@Singleton
public class RpcCaller {
    private static final Logger LOG = Logger.getLogger(RpcCaller.class);
    /** What a message can say of its time to live, and then some. */
    private static final Duration LONGEST = Duration.ofDays(24);
    /** A waiting caller looks at the clock itself when no thread is left to tell it that the time is over. */
    private static final Duration GRACE = Duration.ofMillis(50);
    private static final int MOST_TIMEOUTS = 1_000;

    private final Map<String, Duration> timeouts = new ConcurrentHashMap<>();
    private final MessageBus bus;
    private final JsonCodec json;
    private final Workers workers;
    private final Settings settings;
    private final WorkerThreads threads;
    private final DirectCalls direct;

    @Inject
    public RpcCaller(MessageBus bus, JsonCodec json, Workers workers, Settings settings,
            WorkerThreads threads, DirectCalls direct) {
        this.direct = direct;
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

    /** How long a call of the method may take; the configuration is asked once for each, up to a bound. */
    Duration timeout(String service, String method) {
        var name = service + "." + method;
        var known = timeouts.get(name);
        if (known != null) {
            return known;
        }
        var timeout = settings.get(Setting.RPC_TIMEOUT, service, method);
        if (timeouts.size() < MOST_TIMEOUTS) {
            timeouts.put(name, timeout);
        }
        return timeout;
    }

    /** Whether waiting calls of the method may stay on their thread; to be read once. */
    boolean isDirect(String service, String method) {
        return settings.get(Setting.RPC_DIRECT, service, method);
    }

    /** The method, if a call with these arguments can stay on this thread now. */
    Optional<RpcMethod> direct(String service, String method, Object[] arguments) {
        return direct.find(service, method, arguments);
    }

    /** Calls a method on this thread; throws the call's {@link RpcException}. */
    Object callHere(RpcMethod method, RemoteMethod remote, Object[] arguments, Map<String, String> headers) {
        var outer = workers.current().map(Invocation::context);
        var context = new CallContext(UUID.randomUUID().toString(),
                outer.map(CallContext::callIdStack).orElse(List.of()),
                Optional.of(deadline(remote.timeout())), data(headers, outer));
        var result = method
                .callHere(new Invocation(Caller.ANONYMOUS, method.method(), Arguments.of(arguments), context));
        if (result instanceof WorkerResult.Returned returned && returned.value().isPresent()
                && remote.resultType().isInstance(returned.value().get())
                && ImmutableValues.contains(returned.value().get())) {
            return returned.value().get();
        }
        try {
            return RpcResult.decode(json, json.parse(method.write(result)), remote.result());
        } catch (RpcException failed) {
            throw failed;
        } catch (ProblemException told) {
            throw RpcException.of(told.problem());
        }
    }

    /** Calls and waits; throws the call's {@link RpcException}. The thread that waits reads the answer. */
    JsonValue call(RpcCall call, Duration timeout) {
        var deadline = deadline(timeout);
        var question = ask(call, deadline);
        try {
            return read(await(question.answer(), call, deadline));
        } finally {
            if (!question.answer().isDone()) {
                takeBack(question);
            }
        }
    }

    /** Calls; the result comes on a thread that may block. To cancel it takes the call back, as long as it has not begun. */
    CompletableFuture<JsonValue> callAsync(RpcCall call, Duration timeout) {
        var question = ask(call, deadline(timeout));
        var result = question.answer().handleAsync((reply, fault) -> {
            if (fault != null) {
                throw explained(call, fault);
            }
            return read(reply);
        }, threads.ends());
        result.whenComplete((value, fault) -> {
            if (result.isCancelled()) {
                takeBack(question);
            }
        });
        return result;
    }

    /** Hands a call over whose result nobody wants; it has no deadline. */
    CompletableFuture<Void> send(RpcCall call) {
        return bus.send(message(call, headers(call))).toCompletableFuture().handleAsync((sent, fault) -> {
            if (fault != null) {
                throw explained(call, fault);
            }
            return null;
        }, threads.ends());
    }

    /** As {@link #send}, and waits until it is handed over. */
    void sendAndWait(RpcCall call, Duration patience) {
        await(send(call), call, Instant.now().plus(shortened(patience)));
    }

    private RuntimeException explained(RpcCall call, Throwable fault) {
        return RpcFailures.explain(call.target(), settings.placement(call.service()) == Placement.REMOTE, fault);
    }

    private <T> T await(CompletableFuture<T> result, RpcCall call, Instant deadline) {
        try {
            return result.get(Duration.between(Instant.now(), deadline).plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ProblemException problem
                    ? problem
                    : explained(call, failed.getCause());
        } catch (TimeoutException late) {
            throw RpcFailures.timeout(call.target(), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RpcException.OutcomeUnknown("The wait for " + call.target() + " was interrupted.", interrupted);
        }
    }

    private record Question(String id, Duration life, CompletableFuture<Message> answer) {}

    private Question ask(RpcCall call, Instant deadline) {
        var left = Duration.between(Instant.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new RpcException.Timeout("The deadline had passed before " + call.target() + " was called.", null);
        }
        var id = UUID.randomUUID().toString();
        var headers = headers(call);
        headers.put(RpcRequest.DEADLINE, deadline.toEpochMilli());
        var request = message(call, headers).withMessageId(id).withTimeToLive(left);
        return new Question(id, left, bus.request(request, deadline).toCompletableFuture());
    }

    /** Whoever has the call, or gets it while it lives, is told that nobody wants it any more. */
    private void takeBack(Question question) {
        question.answer().cancel(false);
        bus.send(Message.toTopic(CallsUnderWay.CANCELLED, "{}").withCorrelationId(question.id())
                .withTimeToLive(question.life()))
                .whenComplete((sent, fault) -> {
                    if (fault != null) {
                        LOG.debugf("The callee could not be told of a cancelled call: %s", fault.getMessage());
                    }
                });
    }

    private Instant deadline(Duration timeout) {
        var latest = Instant.now().plus(shortened(timeout));
        return workers.current().map(Invocation::context).flatMap(CallContext::deadline).filter(latest::isAfter)
                .orElse(latest);
    }

    private static Duration shortened(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    private static Message message(RpcCall call, Map<String, Object> headers) {
        return Message.toQueue("rpc." + call.service(), call.body()).withSubject(call.method()).withHeaders(headers);
    }

    private Map<String, Object> headers(RpcCall call) {
        var context = workers.current().map(Invocation::context);
        var headers = new HashMap<String, Object>(data(call.headers(), context));
        context.ifPresent(current -> headers.put(RpcRequest.CALL_ID_STACK, String.join(",", current.callIdStack())));
        return headers;
    }

    /** What travels on of the call that is being served, and what the caller gives in its place. */
    private static Map<String, String> data(Map<String, String> given, Optional<CallContext> context) {
        var data = new HashMap<>(context.map(CallContext::headers).orElse(Map.of()));
        data.putAll(given);
        return CallHeader.allowed(data);
    }

    private JsonValue read(Message answer) {
        if (parse(answer) instanceof JsonObject reply) {
            if (reply.get("error") instanceof JsonObject error) {
                throw RpcException.of(ProblemDetail.fromJson(error));
            }
            if (reply.containsKey("result")) {
                return reply.get("result");
            }
        }
        throw malformedReply();
    }

    private JsonValue parse(Message answer) {
        try {
            return json.parseAnswer(answer.body());
        } catch (ProblemException notJson) {
            throw malformedReply();
        }
    }

    private static RpcException malformedReply() {
        return RpcException.of(ProblemDetail.of(ErrorName.GENERAL_ERROR, "malformed-reply",
                "The answer is not of the wire format."));
    }
}
