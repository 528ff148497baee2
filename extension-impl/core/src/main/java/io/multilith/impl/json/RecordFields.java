package io.multilith.impl.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.problem.FieldError;
import io.multilith.resource.Hidden;
import io.multilith.resource.Indexed;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.RecordLink;
import io.multilith.resource.Searchable;
import io.multilith.resource.WriteOnce;

/** The fields that the records of a type have, by their names in JSON. Immutable. */
public final class RecordFields {
    /** What a record is shown with besides its own fields, and who sends it back need not leave out. */
    public static final Set<String> OURS = Set.of(RecordLink.LINKS, "_embedded");

    private final Map<String, Type> types;
    private final Set<String> searchable;
    private final Set<String> indexed;
    private final Set<String> readOnly;
    private final Set<String> writeOnce;
    private final Set<String> hidden;
    private final boolean open;

    private RecordFields() {
        this.types = Map.of();
        this.searchable = Set.of();
        this.indexed = Set.of();
        this.readOnly = Set.of();
        this.writeOnce = Set.of();
        this.hidden = Set.of();
        this.open = true;
    }

    private RecordFields(Map<String, Type> types, Class<?> raw) {
        this.types = types;
        this.searchable = JsonMembers.marked(raw, Searchable.class);
        this.indexed = JsonMembers.marked(raw, Indexed.class);
        this.readOnly = JsonMembers.marked(raw, ReadOnly.class);
        this.writeOnce = JsonMembers.marked(raw, WriteOnce.class);
        this.hidden = JsonMembers.marked(raw, Hidden.class);
        this.open = false;
    }

    /** Of a type without declared fields, any JSON is one. */
    public static RecordFields of(Type type) {
        var raw = GenericTypes.raw(type);
        if (JsonValue.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || !JsonMembers.areTold(raw)) {
            return new RecordFields();
        }
        return new RecordFields(
                type instanceof ParameterizedType generic ? JsonMembers.of(generic) : JsonMembers.of(raw), raw);
    }

    /** Whether records may have any fields. */
    public boolean isOpen() {
        return open;
    }

    /** The type of a field that can be asked for; absent when records have no such field. */
    public Optional<Type> type(String name) {
        if (open) {
            return Optional.of(Object.class);
        }
        return hidden.contains(name) ? Optional.empty() : Optional.ofNullable(types.get(name));
    }

    /** The fields that can be asked for; none when records may have any. */
    public Set<String> names() {
        return types.keySet().stream().filter(name -> !hidden.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** The fields that a search looks into. */
    public Set<String> searchable() {
        return searchable;
    }

    /** The fields that are declared to be looked for by, often. */
    public Set<String> indexed() {
        return indexed;
    }

    /** The fields that only the application sets. */
    public Set<String> readOnly() {
        return readOnly;
    }

    /** The fields that requests set once. */
    public Set<String> writeOnce() {
        return writeOnce;
    }

    /** The fields that requests do not see. */
    public Set<String> hidden() {
        return hidden;
    }

    /** The id of a record, of whatever kind, as it stands in paths. */
    public static String id(JsonObject record) {
        var id = record.get("id");
        return id instanceof JsonString text ? text.getString() : id.toString();
    }

    /** Names that no field may have, whatever the records' type: they mean something to databases or browsers. */
    public static boolean isReserved(String name) {
        return name.startsWith("$") || name.indexOf('.') >= 0 || name.equals("__proto__");
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
