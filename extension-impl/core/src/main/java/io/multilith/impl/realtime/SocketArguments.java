package io.multilith.impl.realtime;

import java.util.Map;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Arguments;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Reads the {@code data} of a call: {@code {"args"}}, {@code {"kwargs"}} or a bare object of named arguments. */
final class SocketArguments {
    private static final String ARGS = "args";
    private static final String KWARGS = "kwargs";

    private SocketArguments() {}

    static Arguments read(JsonValue data) {
        if (data == JsonValue.NULL) {
            return new Arguments.Named(Map.of());
        }
        if (!(data instanceof JsonObject object)) {
            throw malformed("data is an object.");
        }
        if (object.containsKey(ARGS) && object.containsKey(KWARGS)) {
            throw malformed("data has either args or kwargs.");
        }
        if (object.size() == 1 && object.get(ARGS) instanceof JsonArray values) {
            return new Arguments.Positional(values);
        }
        if (object.size() == 1 && object.get(KWARGS) instanceof JsonObject values) {
            return new Arguments.Named(values);
        }
        return new Arguments.Named(object);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
