package io.multilith.impl.rpc;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.json.bind.JsonbException;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.rpc.RpcException;

/** Writes a request's body by the wire contract. */
final class RpcBody {
    private static final Object[] NULL = {null};

    private RpcBody() {}

    /**
     * @param arguments
     *            what Java hands over for {@code Object...}; {@code null}: one argument that is
     */
    static String positional(JsonCodec json, Object[] arguments) {
        var values = arguments == null ? NULL : arguments;
        var body = new StringJoiner(",", "{\"args\":[", "]}");
        for (var i = 0; i < values.length; i++) {
            body.add(encode(json, values[i], "/args/" + i));
        }
        return body.toString();
    }

    static String named(JsonCodec json, Map<String, ?> arguments) {
        var body = new StringJoiner(",", "{\"kwargs\":{", "}}");
        arguments.forEach((name, value) -> body.add(json.encode(name) + ":" + encode(json, value, "/kwargs/" + name)));
        return body.toString();
    }

    private static String encode(JsonCodec json, Object value, String pointer) {
        try {
            return json.encode(value);
        } catch (JsonbException unwritable) {
            var refusal = RpcException.of(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                    "An argument cannot be written as JSON.",
                    List.of(new FieldError(pointer, "cannot be written as JSON"))));
            refusal.initCause(unwritable);
            throw refusal;
        }
    }
}
