package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.RecordFields;
import io.multilith.problem.FieldError;
import io.multilith.resource.JsonOrder;

/** Which fields of a record a request may see and set. What is not the record's own is taken away on the way. */
final class FieldRules {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final RecordFields fields;

    FieldRules(RecordFields fields) {
        this.fields = fields;
    }

    /** What is shown of a record. */
    JsonObject visible(JsonObject record) {
        return fields.hidden().isEmpty() ? record : without(record, fields.hidden());
    }

    /** What a request for a new record may say. */
    JsonObject ofNew(JsonObject given, String pointer) {
        var errors = new ArrayList<FieldError>();
        fields.readOnly().stream().filter(name -> given.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)
                .forEach(name -> errors.add(new FieldError(pointer + "/" + name, "is read-only")));
        RecordModel.refuse(errors);
        return without(given, RecordFields.OURS);
    }

    /** What a patch made of the visible part of a record, with a null for what it takes away and must not, or cannot see. */
    JsonObject ofPatched(JsonObject patched, JsonObject current, JsonValue patch) {
        if (areNone()) {
            return patched;
        }
        var explicit = JSON.createObjectBuilder(patched);
        Stream.concat(fields.readOnly().stream(), fields.writeOnce().stream())
                .filter(name -> current.containsKey(name) && !patched.containsKey(name)
                        && !fields.hidden().contains(name))
                .forEach(explicit::addNull);
        fields.hidden().stream()
                .filter(name -> patch instanceof JsonObject merge && merge.get(name) == JsonValue.NULL)
                .forEach(explicit::addNull);
        return explicit.build();
    }

    /** What a record becomes by a request that gives it other fields. */
    JsonObject ofChanged(JsonObject given, JsonObject current, String pointer) {
        if (areNone()) {
            return without(given, RecordFields.OURS);
        }
        var errors = new ArrayList<FieldError>();
        var changed = JSON.createObjectBuilder(without(given, RecordFields.OURS));
        keep(fields.readOnly(), "is read-only", given, current, pointer, errors);
        keep(fields.writeOnce(), "cannot be changed", given, current, pointer, errors);
        RecordModel.refuse(errors);
        List.of(fields.readOnly(), fields.writeOnce(), fields.hidden()).forEach(names -> names.stream()
                .filter(name -> !given.containsKey(name) && current.containsKey(name))
                .forEach(name -> changed.add(name, current.get(name))));
        return changed.build();
    }

    private boolean areNone() {
        return fields.readOnly().isEmpty() && fields.writeOnce().isEmpty() && fields.hidden().isEmpty();
    }

    private static void keep(Set<String> names, String refusal, JsonObject given, JsonObject current, String pointer,
            List<FieldError> errors) {
        names.stream().filter(given::containsKey).filter(
                name -> !JsonOrder.areEqual(given.get(name), current.getOrDefault(name, JsonValue.NULL)))
                .forEach(name -> errors.add(new FieldError(pointer + "/" + name, refusal)));
    }

    private static JsonObject without(JsonObject record, Set<String> names) {
        if (names.stream().noneMatch(record::containsKey)) {
            return record;
        }
        var rest = JSON.createObjectBuilder(record);
        names.forEach(rest::remove);
        return rest.build();
    }
}
