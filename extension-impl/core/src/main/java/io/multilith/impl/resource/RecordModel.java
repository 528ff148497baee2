package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.validation.Validator;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordLink;
import io.multilith.resource.ResourceRequest;

/**
 * Makes of what a request says the record that is stored: its fields and their types are the model's, hooks have had their
 * say, its constructor and Bean Validation agree, the id is there and can be one.
 */
@Singleton
public class RecordModel {
    static final String ID = "id";

    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonCodec json;
    private final Optional<Validator> validator;

    @Inject
    public RecordModel(JsonCodec json, Instance<Validator> validator) {
        this.json = json;
        this.validator = validator.stream().findFirst();
    }

    /**
     * A new record: an id is made when there is none.
     *
     * @param pointer
     *            where it stands in the request, for the errors
     */
    JsonObject created(OwnedCollection collection, ResourceRequest request, JsonValue data, String pointer) {
        var given = collection.rules().ofNew(requireObject(data), pointer);
        var id = given.getOrDefault(ID, JsonValue.NULL);
        return normal(collection, request, Optional.empty(),
                id == JsonValue.NULL ? with(given, ID, collection.ids().create()) : given, pointer);
    }

    /** What another record becomes by a request that gives it other fields; the id may be left out. */
    JsonObject changed(OwnedCollection collection, ResourceRequest request, JsonObject current, JsonValue data) {
        var given = collection.rules().ofChanged(requireObject(data), current, "");
        var id = given.getOrDefault(ID, JsonValue.NULL);
        var next = normal(collection, request, Optional.of(current),
                id == JsonValue.NULL ? with(given, ID, current.get(ID)) : given, "");
        if (!next.get(ID).equals(current.get(ID))) {
            throw invalid(List.of(new FieldError("/id", "cannot be changed")));
        }
        return current.containsKey(RecordLink.LINKS)
                ? with(next, RecordLink.LINKS, current.get(RecordLink.LINKS))
                : next;
    }

    /** What a record becomes by a patch, which is applied to what its sender can see of it. */
    JsonObject patched(OwnedCollection collection, ResourceRequest request, JsonObject current) {
        var patched = RecordPatch.apply(collection.rules().visible(withoutLinks(current)), Requests.data(request));
        if (!patched.containsKey(ID)) {
            throw invalid(List.of(new FieldError("/id", "cannot be taken away")));
        }
        return changed(collection, request, current,
                collection.rules().ofPatched(patched, current, Requests.data(request)));
    }

    /** What the application made of a record. */
    JsonObject ofApplication(OwnedCollection collection, JsonObject current, Object made) {
        validate(made, "");
        var next = json.toJson(made).asJsonObject();
        requireStorable(next);
        if (!next.getOrDefault(ID, JsonValue.NULL).equals(current.get(ID))) {
            throw new IllegalStateException("An action of " + collection.name() + " must not change the id.");
        }
        return current.containsKey(RecordLink.LINKS)
                ? with(next, RecordLink.LINKS, current.get(RecordLink.LINKS))
                : next;
    }

    static JsonObject requireObject(JsonValue data) {
        if (data instanceof JsonObject object) {
            return object;
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "A record is a JSON object.");
    }

    private JsonObject normal(OwnedCollection collection, ResourceRequest request, Optional<JsonObject> current,
            JsonObject fields, String pointer) {
        var errors = new ArrayList<FieldError>();
        check(fields, pointer, errors);
        if (!isId(collection, fields.get(ID))) {
            errors.removeIf(error -> error.pointer().equals(pointer + "/id")); // which this says better
            errors.add(new FieldError(pointer + "/id", collection.ids().description()));
        }
        refuse(errors);
        var record = json.decode(fields, collection.type(), pointer);
        var hooked = collection.hooks().isEmpty()
                ? record
                : collection.hooks().store(request,
                        current.map(present -> json.decode(withoutLinks(present), collection.type(), "")), record);
        validate(hooked, pointer);
        var normal = json.toJson(hooked).asJsonObject();
        if (hooked != record) {
            requireStorable(normal);
        }
        if (!fields.get(ID).equals(normal.get(ID))) {
            throw new IllegalStateException("A hook of " + collection.name() + " must not change the id.");
        }
        return normal;
    }

    /** Also of what the application makes. */
    private static void requireStorable(JsonObject fields) {
        var errors = new ArrayList<FieldError>();
        check(withoutLinks(fields), "", errors);
        refuse(errors);
    }

    private static boolean isId(OwnedCollection collection, JsonValue id) {
        return collection.ids().isWritten(id) && collection.ids().read(IdKind.write(id)).isPresent();
    }

    /** Names that are a database's or a browser's own, and texts that not every database can keep, at any depth. */
    private static void check(JsonValue value, String pointer, List<FieldError> errors) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                var at = pointer + "/" + Json.encodePointer(name);
                if (RecordFields.isReserved(name) || !isWhole(name)) {
                    errors.add(new FieldError(at, "is not a name that a field can have"));
                }
                check(member, at, errors);
            });
        } else if (value instanceof JsonArray array) {
            for (var i = 0; i < array.size(); i++) {
                check(array.get(i), pointer + "/" + i, errors);
            }
        } else if (value instanceof JsonString text && !isWhole(text.getString())) {
            errors.add(new FieldError(pointer, "has the character U+0000, or half of one"));
        }
    }

    static boolean isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isPair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !isPair)) {
                return false;
            }
            i += isPair ? 1 : 0;
        }
        return true;
    }

    private void validate(Object record, String pointer) {
        validator.ifPresent(present -> refuse(present.validate(record).stream().map(violation -> new FieldError(
                pointer + "/" + violation.getPropertyPath().toString().replace('.', '/'), violation.getMessage()))
                .toList()));
    }

    private static JsonObject with(JsonObject record, String name, JsonValue value) {
        return JSON.createObjectBuilder(record).add(name, value).build();
    }

    static JsonObject withoutLinks(JsonObject record) {
        return record.containsKey(RecordLink.LINKS)
                ? JSON.createObjectBuilder(record).remove(RecordLink.LINKS).build()
                : record;
    }

    /** If there are any errors. */
    static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    private static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-record",
                "The record has values that do not fit.", errors));
    }
}
