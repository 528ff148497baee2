package io.multilith.impl.json;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;

/** The members of one class, as they are accepted and as they are shown. */
final class MemberSchemas {
    private final Type type;
    private final Class<?> raw;
    private final Map<String, Type> members;
    private final Map<String, String> javaNames;
    private final Optional<Validator> validator;

    /**
     * @param validator
     *            absent where members are not validated
     */
    MemberSchemas(Type type, Optional<Validator> validator) {
        this.type = type;
        this.raw = GenericTypes.raw(type);
        this.members = type instanceof ParameterizedType generic ? JsonMembers.of(generic) : JsonMembers.of(raw);
        this.javaNames = JsonMembers.javaNames(raw);
        this.validator = validator;
    }

    Map<String, JsonObject> accepted(SchemaWriter writer) {
        var schemas = new HashMap<String, JsonObject>();
        members.forEach((name, member) -> schemas.put(name, writer.accepted(member, constraints(name)).toJson()));
        return schemas;
    }

    Map<String, JsonObject> shown(SchemaWriter writer) {
        var schemas = new HashMap<String, JsonObject>();
        WrittenMembers.of(type)
                .forEach((name, member) -> schemas.put(name, writer.shown(member, constraints(name)).toJson()));
        return schemas;
    }

    /** The members that cannot be left out, sorted. */
    List<String> required() {
        return members.keySet().stream().filter(this::isRequired).sorted().toList();
    }

    /** Whether what a member is when it is left out is refused. */
    private boolean isRequired(String name) {
        return validator.filter(present -> isConstrained(present, name))
                .filter(present -> refusesNull(name) || refusesNothing(present, name))
                .isPresent();
    }

    private boolean refusesNull(String name) {
        return constraints(name).refuseNull() && !GenericTypes.raw(members.get(name)).isPrimitive();
    }

    private boolean isConstrained(Validator present, String name) {
        return javaNames.containsKey(name)
                && present.getConstraintsForClass(raw).getConstraintsForProperty(javaNames.get(name)) != null;
    }

    private boolean refusesNothing(Validator present, String name) {
        try {
            return !present.validateValue(raw, javaNames.get(name), absent(members.get(name))).isEmpty();
        } catch (ValidationException needsMore) {
            return false; // a validator of the application's that cannot tell without the application
        }
    }

    private static Object absent(Type type) {
        var member = GenericTypes.raw(type);
        return member.isPrimitive() ? Array.get(Array.newInstance(member, 1), 0) : JsonCodec.nothing(member);
    }

    private Constraints constraints(String name) {
        return validator.filter(present -> javaNames.containsKey(name))
                .map(present -> Constraints.of(present.getConstraintsForClass(raw)
                        .getConstraintsForProperty(javaNames.get(name))))
                .orElse(Constraints.NONE);
    }
}
