package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.Validator;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import com.github.f4b6a3.uuid.UuidCreator;

/**
 * Checks and completes what is to be stored: the fields and their types are the model's, its constructor and Bean
 * Validation agree, the id is there and can be one.
 */
@ApplicationScoped
public class RecordModel {
    static final String ID = "id";
    private static final int MAX_ID_LENGTH = 255;

    private final JsonCodec json;
    private final Optional<Validator> validator;

    /** For the client proxy only. */
    protected RecordModel() {
        json = null;
        validator = Optional.empty();
    }

    @Inject
    public RecordModel(JsonCodec json, Instance<Validator> validator) {
        this.json = json;
        this.validator = validator.stream().findFirst();
    }

    /** A new record: an id is made when there is none. */
    JsonObject complete(JsonValue data, Type type) {
        return complete(data, type, "");
    }

    /**
     * The same of one of many.
     *
     * @param pointer
     *            where it stands among them, for the errors
     */
    JsonObject complete(JsonValue data, Type type, String pointer) {
        var given = requireObject(data);
        var id = Optional.ofNullable(given.get(ID)).filter(value -> value != JsonValue.NULL)
                .orElseGet(() -> Json.createValue(UuidCreator.getTimeOrderedEpoch().toString()));
        if (!(id instanceof JsonString text) || !isId(text.getString())) {
            throw invalid(new FieldError(pointer + "/id",
                    "must be 1 to 255 printable characters without / \\ ; and not . or .."));
        }
        return normalize(Json.createObjectBuilder(given).add(ID, id).build(), type, pointer);
    }

    /** A record that takes the place of another with the same id. */
    JsonObject replacement(JsonValue data, String id, Type type) {
        var given = requireObject(data);
        var ownId = given.getOrDefault(ID, JsonValue.NULL);
        if (ownId != JsonValue.NULL && !ownId.equals(Json.createValue(id))) {
            throw invalid(new FieldError("/id", "must be the id of the path"));
        }
        return complete(Json.createObjectBuilder(given).add(ID, id).build(), type);
    }

    static boolean isNumber(Type type) {
        return type == long.class || type == Long.class;
    }

    static JsonObject requireObject(JsonValue data) {
        if (data instanceof JsonObject object) {
            return object;
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "A record is a JSON object.");
    }

    private JsonObject normalize(JsonObject fields, Type type, String pointer) {
        if (type == JsonObject.class) {
            return fields;
        }
        var record = json.decode(fields, type, pointer);
        validator.ifPresent(present -> validate(present, record, pointer));
        return json.toJson(record).asJsonObject();
    }

    private static void validate(Validator validator, Object record, String pointer) {
        var errors = validator.validate(record).stream().map(violation -> new FieldError(
                pointer + "/" + violation.getPropertyPath().toString().replace('.', '/'), violation.getMessage()))
                .toList();
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH && !id.equals(".") && !id.equals("..") && id.codePoints()
                .noneMatch(c -> c == '/' || c == '\\' || c == ';' || Character.isISOControl(c)
                        || !Character.isDefined(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static ProblemException invalid(FieldError error) {
        return invalid(List.of(error));
    }

    private static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-record",
                "The record has values that do not fit.", errors));
    }
}
