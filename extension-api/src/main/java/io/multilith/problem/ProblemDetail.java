package io.multilith.problem;

import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The one error object of every transport: RFC 9457 plus the members that Feathers and react-admin clients read.
 * Immutable and thread-safe.
 *
 * @param name
 *     the class of error, which fixes the status
 * @param kind
 *     the exact situation in lower-case words and dashes, for example {@code unknown-method}; {@code className}
 *     on the wire
 * @param detail
 *     one sentence for people; never holds class names, SQL, hosts or stack traces
 * @param errors
 *     the faulty places, may be empty; the first 100 are kept
 * @param errorId
 *     under which the log tells more; present for faults of this side
 * @param errorCode
 *     the code of an exception that the called method declares
 * @since 0.1
 */
public record ProblemDetail(ErrorName name, String kind, String detail, List<FieldError> errors,
        Optional<String> errorId, Optional<String> errorCode) {

    private static final String TYPE_PREFIX = "urn:multilith:problem:";

    private static final int MAX_ERRORS = 100;

    public ProblemDetail {
        errors = List.copyOf(errors.subList(0, Math.min(MAX_ERRORS, errors.size())));
    }

    /**
     * Makes a problem without faulty places, id and code.
     *
     * @param name
     *     the class of error
     * @param kind
     *     the exact situation
     * @param detail
     *     one sentence for people
     * @return the problem
     */
    public static ProblemDetail of(ErrorName name, String kind, String detail) {
        return of(name, kind, detail, List.of());
    }

    /**
     * Makes a problem with faulty places.
     *
     * @param name
     *     the class of error
     * @param kind
     *     the exact situation
     * @param detail
     *     one sentence for people
     * @param errors
     *     the faulty places
     * @return the problem
     */
    public static ProblemDetail of(ErrorName name, String kind, String detail, List<FieldError> errors) {
        return new ProblemDetail(name, kind, detail, errors, Optional.empty(), Optional.empty());
    }

    /**
     * Makes the problem of an unexpected fault of this side: it says where the log tells more, and nothing else.
     *
     * @param kind
     *     the exact situation, {@code general-error} when nothing more can be told
     * @param errorId
     *     under which the fault is in the log
     * @return the problem
     */
    public static ProblemDetail failure(String kind, String errorId) {
        return new ProblemDetail(ErrorName.GENERAL_ERROR, kind, "The service failed.", List.of(), Optional.of(errorId),
                Optional.empty());
    }

    /**
     * Renders the wire format, section 3 of the contract.
     *
     * @return a JSON object
     */
    public JsonObject toJson() {
        var json = Json.createObjectBuilder().add("type", TYPE_PREFIX + kind).add("title", title())
                .add("status", name.status()).add("detail", detail).add("name", name.wireName()).add("message", detail)
                .add("code", name.status()).add("className", kind);
        if (!errors.isEmpty()) {
            var list = Json.createArrayBuilder();
            errors.forEach(error -> list.add(Json.createObjectBuilder().add("pointer", error.pointer()).add("detail",
                    error.detail())));
            json.add("errors", list);
        }
        errorId.ifPresent(id -> json.add("errorId", id));
        errorCode.ifPresent(code -> json.add("errorCode", code));
        return json.build();
    }

    /**
     * Reads the wire format; members that are missing or of another type get the value of a general error.
     *
     * @param json
     *     what {@link #toJson()} made, or a stranger's object of RFC 9457
     * @return the problem
     */
    public static ProblemDetail fromJson(JsonObject json) {
        var status = json.get("status") instanceof JsonNumber number ? number.intValue() : 500;
        var errors = json.get("errors") instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                        .map(error -> new FieldError(text(error, "pointer").orElse(""),
                                text(error, "detail").orElse("")))
                        .toList()
                : List.<FieldError>of();
        return new ProblemDetail(ErrorName.ofStatus(status), text(json, "className").orElse("general-error"),
                text(json, "detail").orElse("No detail."), errors, text(json, "errorId"), text(json, "errorCode"));
    }

    private String title() {
        var words = kind.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Optional<String> text(JsonObject json, String member) {
        return json.get(member) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
