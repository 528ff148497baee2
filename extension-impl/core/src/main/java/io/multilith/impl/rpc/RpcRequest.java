package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.peer.PeerRequest;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/**
 * A call as it came over the bus, read by the wire contract.
 *
 * @param id
 *            what its sender calls it, of any type
 */
record RpcRequest(Optional<Object> id, Caller caller, String method, Arguments arguments, CallContext context) {
    static final String CALL_ID_STACK = "call-id-stack";
    static final String DEADLINE = "deadline";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

    /** Refuses with 400, 413 or 415 what is not a request. */
    static RpcRequest read(Message message, JsonCodec json, int maxBody, Optional<Instant> deadline) {
        var properties = message.properties();
        if (!properties.contentType().map(RpcRequest::isJson).orElse(true)) {
            throw new ProblemException(ErrorName.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
                    "A request's content type is " + Message.JSON + ".");
        }
        var most = properties.subject().filter(PeerRequest.SUBJECT::equals).map(peer -> PeerRequest.mostBytes(maxBody))
                .orElse(maxBody);
        if (message.body().length > most) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "payload-too-large",
                    "A request has at most " + most + " bytes.");
        }
        var method = properties.subject().filter(subject -> !subject.isEmpty())
                .orElseThrow(() -> malformed("A request names its method in the subject."));
        return new RpcRequest(properties.messageId(), Caller.ANONYMOUS, method, arguments(message.body(), json),
                context(message, deadline));
    }

    /** When to stop: the earlier of arrival + ttl and deadline + clock skew; a stranger's absolute expiry as sent. */
    static Optional<Instant> deadline(Message message, Instant arrival) {
        var byTtl = message.timeToLive().map(arrival::plus);
        var byClock = message.headers().get(DEADLINE) instanceof Number millis
                ? Optional.of(Instant.ofEpochMilli(millis.longValue()).plus(CLOCK_SKEW))
                : Optional.<Instant>empty();
        return earlier(earlier(byTtl, byClock), message.properties().expiry());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isBefore(one.get())) ? other : one;
    }

    private static Arguments arguments(byte[] body, JsonCodec json) {
        if (!(json.parse(body) instanceof JsonObject request)) {
            throw malformed("A request is a JSON object.");
        }
        var positional = request.get("args");
        var named = request.get("kwargs");
        if ((positional == null) == (named == null)) {
            throw malformed("A request has either args or kwargs.");
        }
        if (positional instanceof JsonArray values) {
            return new Arguments.Positional(values);
        }
        if (named instanceof JsonObject values) {
            return new Arguments.Named(values);
        }
        throw malformed("args is an array, kwargs an object.");
    }

    private static CallContext context(Message message, Optional<Instant> deadline) {
        return CallContext.received(Optional.empty(), message.header(CALL_ID_STACK), deadline, message.headers());
    }

    private static boolean isJson(String contentType) {
        return contentType.equals(Message.JSON)
                || contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").trim().equals(Message.JSON);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
