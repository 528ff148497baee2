package io.multilith.impl.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceRequest;

/** Reads an operation's arguments where they have names: {@code id}, {@code data} and {@code query}. */
public final class NamedRequest {
    private static final Set<String> ARGUMENTS = Set.of("id", "data", "query");

    private NamedRequest() {}

    /**
     * Reads them.
     *
     * @param pointer
     *            where they stand in their message, for the errors
     */
    public static ResourceRequest read(String collection, String operation, Map<String, JsonValue> arguments,
            String pointer) {
        arguments.keySet().stream().filter(name -> !ARGUMENTS.contains(name)).findFirst().ifPresent(name -> {
            throw bad(pointer + "/" + Json.encodePointer(name), "is not a parameter");
        });
        var request = id(arguments, pointer).map(id -> ResourceRequest.of(collection, operation, id))
                .orElseGet(() -> ResourceRequest.of(collection, operation)).with(query(arguments, pointer));
        return arguments.containsKey("data") ? request.with(arguments.get("data")) : request;
    }

    private static Optional<String> id(Map<String, JsonValue> arguments, String pointer) {
        var id = arguments.getOrDefault("id", JsonValue.NULL);
        if (id == JsonValue.NULL) {
            return Optional.empty();
        }
        if (id instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw bad(pointer + "/id", "must be a text");
    }

    private static QueryForm query(Map<String, JsonValue> arguments, String pointer) {
        var query = arguments.getOrDefault("query", JsonValue.NULL);
        if (query == JsonValue.NULL) {
            return QueryForm.ALL;
        }
        if (query instanceof JsonObject members) {
            return new QueryForm(members, false, pointer + "/query");
        }
        throw bad(pointer + "/query", "must be an object");
    }

    /** Arguments that no operation of a collection takes. */
    public static ProblemException bad(String pointer, String detail) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                "The arguments do not fit a collection's operation.", List.of(new FieldError(pointer, detail))));
    }
}
