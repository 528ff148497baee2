package io.multilith.impl.rpc;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

import jakarta.json.JsonValue;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RpcException;

/** Makes a call's result of its JSON. */
final class RpcResult {
    private RpcResult() {}

    static Object decode(JsonCodec json, JsonValue value, Type type) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        if (value == JsonValue.NULL && isOptional(type)) {
            return Optional.empty();
        }
        try {
            return json.decode(value, type, "/result");
        } catch (ProblemException unfit) {
            throw RpcException.of(unfit.problem());
        }
    }

    private static boolean isOptional(Type type) {
        return (type instanceof ParameterizedType generic ? generic.getRawType() : type) == Optional.class;
    }
}
