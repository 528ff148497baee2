package io.multilith.impl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.Validator;

/**
 * Describes Java types as JSON Schema: what is accepted of them by the rules of {@link JsonTypes}, what is shown of them as
 * JSON-B writes it. Classes with members become definitions of their own, which a type that contains itself needs.
 */
final class SchemaWriter {
    private final Map<String, JsonValue> definitions = new TreeMap<>();
    private final Map<Definition, String> names = new LinkedHashMap<>();
    private final Optional<Validator> validator;
    private final String prefix;

    private record Definition(Type type, boolean validated, boolean accepted) {}

    /**
     * @param prefix
     *            what the name of a definition is appended to in a reference
     */
    SchemaWriter(Optional<Validator> validator, String prefix) {
        this.validator = validator;
        this.prefix = prefix;
    }

    /** Those that the schemas written so far refer to, by name. */
    Map<String, JsonValue> definitions() {
        return definitions;
    }

    /** Takes a name that no definition may have then. */
    void reserve(String name) {
        definitions.putIfAbsent(name, JsonValue.TRUE);
    }

    /** What is accepted for a type, null included where it is. */
    Keywords accepted(Type type, Constraints constraints) {
        var schema = schema(type, constraints, true);
        return GenericTypes.raw(type).isPrimitive() || constraints.refuseNull() ? schema : schema.orNull();
    }

    /** What is shown of a type: never a null that stands for itself. */
    Keywords shown(Type type, Constraints constraints) {
        return schema(type, constraints, false);
    }

    private Keywords schema(Type type, Constraints constraints, boolean accepted) {
        if (type instanceof WildcardType wildcard) {
            return schema(wildcard.getUpperBounds()[0], constraints, accepted);
        }
        if (type instanceof TypeVariable<?> variable) {
            return schema(variable.getBounds()[0], constraints, accepted);
        }
        var raw = GenericTypes.raw(type);
        if (raw == Optional.class && type instanceof ParameterizedType optional) {
            return schema(optional.getActualTypeArguments()[0], constraints.ofArgument(0), accepted);
        }
        var schema = type instanceof GenericArrayType || JsonTypes.isArray(raw)
                ? Keywords.ofType("array").put("items", element(type, constraints, accepted).toJson())
                : ofOne(type, raw, constraints, accepted);
        constraints.addTo(schema);
        return schema;
    }

    private Keywords element(Type type, Constraints constraints, boolean accepted) {
        if (type instanceof ParameterizedType generic) {
            return part(generic.getActualTypeArguments()[0], constraints.ofArgument(0), accepted);
        }
        return type instanceof GenericArrayType array
                ? part(array.getGenericComponentType(), Constraints.NONE, accepted)
                : part(((Class<?>) type).isArray() ? ((Class<?>) type).getComponentType() : Object.class,
                        Constraints.NONE, accepted);
    }

    /** Of an array or a map, where null stands for itself. */
    private Keywords part(Type type, Constraints constraints, boolean accepted) {
        return accepted || constraints.refuseNull() || GenericTypes.raw(type).isPrimitive()
                ? accepted ? accepted(type, constraints) : shown(type, constraints)
                : shown(type, constraints).orNull();
    }

    private Keywords ofOne(Type type, Class<?> raw, Constraints constraints, boolean accepted) {
        var isMap = Map.class.isAssignableFrom(raw);
        if (raw == Object.class || !JsonMembers.areTold(raw)) {
            return new Keywords();
        }
        if (isMap && type instanceof ParameterizedType map && !JsonValue.class.isAssignableFrom(raw)) {
            var arguments = map.getActualTypeArguments();
            var last = arguments.length - 1;
            return Keywords.ofType("object").put("additionalProperties",
                    part(arguments[last], constraints.ofArgument(last), accepted).toJson());
        }
        if (isMap) {
            return Keywords.ofType("object");
        }
        return isScalar(raw)
                ? ScalarSchemas.of(raw)
                : Keywords.ofReference(
                        prefix + definition(new Definition(type, constraints.areCascaded(), accepted)));
    }

    private static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || JsonValue.class.isAssignableFrom(type)
                || JsonTypes.integerBits(type).isPresent() || JsonTypes.isNumber(type) || JsonTypes.isBoolean(type)
                || JsonTypes.isText(type);
    }

    private String definition(Definition wanted) {
        var known = names.get(wanted);
        if (known != null) {
            return known;
        }
        var name = freeName(GenericTypes.raw(wanted.type).getSimpleName());
        names.put(wanted, name);
        reserve(name);
        definitions.put(name, members(wanted.type, wanted.validated, wanted.accepted).toJson());
        return name;
    }

    private String freeName(String wanted) {
        var name = wanted;
        for (var i = 2; definitions.containsKey(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** An object with the members of a class. */
    private Keywords members(Type type, boolean validated, boolean accepted) {
        var members = new MemberSchemas(type, validated ? validator : Optional.empty());
        return object(accepted ? members.accepted(this) : members.shown(this),
                accepted ? members.required() : List.of(), accepted);
    }

    static Keywords object(Map<String, JsonObject> properties, List<String> required, boolean closed) {
        var schema = Keywords.ofType("object").put("properties", new TreeMap<>(properties));
        if (!required.isEmpty()) {
            schema.put("required", new ArrayList<>(required));
        }
        return closed ? schema.put("additionalProperties", false) : schema;
    }
}
