package io.multilith.impl.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.json.JsonValue;

import io.multilith.problem.FieldError;
import io.multilith.resource.Indexed;
import io.multilith.resource.Searchable;

/** The fields that the records of a type have, by their names in JSON. Immutable. */
public final class RecordFields {
    private final Map<String, Type> types;
    private final Set<String> searchable;
    private final Set<String> indexed;
    private final boolean open;

    private RecordFields(Map<String, Type> types, Set<String> searchable, Set<String> indexed, boolean open) {
        this.types = types;
        this.searchable = searchable;
        this.indexed = indexed;
        this.open = open;
    }

    /** Of a type without declared fields, any JSON is one. */
    public static RecordFields of(Type type) {
        var raw = GenericTypes.raw(type);
        if (JsonValue.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || !JsonMembers.areTold(raw)) {
            return new RecordFields(Map.of(), Set.of(), Set.of(), true);
        }
        return new RecordFields(
                type instanceof ParameterizedType generic ? JsonMembers.of(generic) : JsonMembers.of(raw),
                JsonMembers.marked(raw, Searchable.class), JsonMembers.marked(raw, Indexed.class), false);
    }

    /** The type of a field; absent when records have no such field. */
    public Optional<Type> type(String name) {
        return open ? Optional.of(Object.class) : Optional.ofNullable(types.get(name));
    }

    /** The fields that a search looks into. */
    public Set<String> searchable() {
        return searchable;
    }

    /** The fields that are declared to be looked for by, often. */
    public Set<String> indexed() {
        return indexed;
    }

    /** Adds what is wrong with a value of a type. */
    public static void check(JsonValue value, Type type, String pointer, List<FieldError> errors) {
        if (value != JsonValue.NULL) { // which no field may have, and any query may ask for
            JsonTypes.check(value, type, pointer, errors);
        }
    }

    /** Whether JSON texts stand for values of a type. */
    public static boolean isText(Type type) {
        var raw = GenericTypes.raw(type);
        return JsonTypes.isText(raw) || raw.isEnum();
    }
}
