package io.multilith.impl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;

import io.multilith.problem.FieldError;

/** Tells whether a JSON value is of a Java type, exactly. */
final class JsonTypes {
    private static final Map<Class<?>, Integer> INTEGER_BITS = Map.of(byte.class, 7, Byte.class, 7, short.class, 15,
            Short.class, 15, int.class, 31, Integer.class, 31, long.class, 63, Long.class, 63, BigInteger.class,
            Integer.MAX_VALUE);
    private static final List<Class<?>> TEXTS = List.of(CharSequence.class, Character.class, char.class, UUID.class,
            URI.class, Temporal.class, TemporalAmount.class);

    private JsonTypes() {}

    static void check(JsonValue value, Type type, String pointer, List<FieldError> errors) {
        if (value == JsonValue.NULL) {
            if (type instanceof Class<?> raw && raw.isPrimitive()) {
                errors.add(new FieldError(pointer, "must not be null"));
            }
        } else if (type instanceof ParameterizedType generic) {
            checkGeneric(value, generic, pointer, errors);
        } else if (type instanceof GenericArrayType array) {
            checkElements(value, array.getGenericComponentType(), pointer, errors);
        } else if (type instanceof WildcardType wildcard) {
            check(value, wildcard.getUpperBounds()[0], pointer, errors);
        } else if (type instanceof TypeVariable<?> variable) {
            check(value, variable.getBounds()[0], pointer, errors);
        } else {
            checkClass(value, (Class<?>) type, pointer, errors);
        }
    }

    /** Names a type in the words of JSON, never a Java class. */
    static String describe(Type type) {
        var raw = raw(type);
        if (INTEGER_BITS.containsKey(raw)) {
            return "an integer" + (raw == BigInteger.class ? "" : " of " + (INTEGER_BITS.get(raw) + 1) + " bits");
        }
        if (isNumber(raw)) {
            return "a number";
        }
        if (isBoolean(raw)) {
            return "a boolean";
        }
        if (raw.isEnum()) {
            return "one of " + Arrays.toString(raw.getEnumConstants());
        }
        if (isText(raw)) {
            return "a text" + (raw == String.class ? "" : " (" + raw.getSimpleName().toLowerCase(Locale.ROOT) + ")");
        }
        return isArray(raw) ? "an array" : "an object";
    }

    private static void checkGeneric(JsonValue value, ParameterizedType type, String pointer,
            List<FieldError> errors) {
        var raw = raw(type);
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            check(value, arguments[0], pointer, errors);
        } else if (isArray(raw)) {
            checkElements(value, arguments[0], pointer, errors);
        } else if (Map.class.isAssignableFrom(raw)) {
            if (expect(value.getValueType() == JsonValue.ValueType.OBJECT, raw, pointer, errors)) {
                value.asJsonObject().forEach((key, member) -> check(member, arguments[arguments.length - 1],
                        pointer + "/" + escape(key), errors));
            }
        } else {
            checkClass(value, raw, pointer, errors);
        }
    }

    private static void checkClass(JsonValue value, Class<?> type, String pointer, List<FieldError> errors) {
        if (type == Object.class) {
            return;
        }
        if (JsonValue.class.isAssignableFrom(type)) {
            expect(type.isInstance(value), type, pointer, errors);
        } else if (INTEGER_BITS.containsKey(type)) {
            expect(value instanceof JsonNumber number && isInteger(number, INTEGER_BITS.get(type)), type, pointer,
                    errors);
        } else if (isNumber(type)) {
            expect(value instanceof JsonNumber number && isInRange(number, type), type, pointer, errors);
        } else if (isBoolean(type)) {
            expect(value == JsonValue.TRUE || value == JsonValue.FALSE, type, pointer, errors);
        } else if (type.isEnum()) {
            expect(value instanceof JsonString text && Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> ((Enum<?>) constant).name().equals(text.getString())), type, pointer, errors);
        } else if (isText(type)) {
            expect(value instanceof JsonString text && (!isCharacter(type) || text.getChars().length() == 1), type,
                    pointer, errors);
        } else if (isArray(type)) {
            checkElements(value, type.isArray() ? type.getComponentType() : Object.class, pointer, errors);
        } else if (expect(value.getValueType() == JsonValue.ValueType.OBJECT, type, pointer, errors)
                && !Map.class.isAssignableFrom(type)) {
            checkMembers(value, type, pointer, errors);
        }
    }

    private static void checkElements(JsonValue value, Type element, String pointer, List<FieldError> errors) {
        if (expect(value.getValueType() == JsonValue.ValueType.ARRAY, List.class, pointer, errors)) {
            var elements = value.asJsonArray();
            for (var i = 0; i < elements.size(); i++) {
                check(elements.get(i), element, pointer + "/" + i, errors);
            }
        }
    }

    private static void checkMembers(JsonValue value, Class<?> type, String pointer, List<FieldError> errors) {
        var members = members(type);
        value.asJsonObject().forEach((name, member) -> {
            var at = pointer + "/" + escape(name);
            if (members.containsKey(name)) {
                check(member, members.get(name), at, errors);
            } else {
                errors.add(new FieldError(at, "is not a known field"));
            }
        });
    }

    private static Map<String, Type> members(Class<?> type) {
        var members = new HashMap<String, Type>();
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                members.put(wireName(component), component.getGenericType());
            }
            return members;
        }
        for (var field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                members.put(field.getName(), field.getGenericType());
            }
        }
        for (var method : type.getMethods()) {
            if (method.getParameterCount() == 1 && method.getName().matches("set[A-Z].*")) {
                var name = method.getName().substring(3);
                members.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                        method.getGenericParameterTypes()[0]);
            }
        }
        return members;
    }

    private static String wireName(RecordComponent component) {
        var annotation = component.getAccessor().getAnnotation(JsonbProperty.class);
        return annotation == null || annotation.value().isEmpty() ? component.getName() : annotation.value();
    }

    private static boolean expect(boolean holds, Class<?> type, String pointer, List<FieldError> errors) {
        if (!holds) {
            errors.add(new FieldError(pointer, "must be " + describe(type)));
        }
        return holds;
    }

    /** The check of the exponent comes first: {@code 1e999999999} must not be written out. */
    private static boolean isInteger(JsonNumber number, int bits) {
        var value = number.bigDecimalValue();
        if (value.signum() == 0) {
            return true;
        }
        if (value.precision() - (long) value.scale() > 1000 || value.stripTrailingZeros().scale() > 0) {
            return false;
        }
        return value.toBigInteger().bitLength() <= bits;
    }

    private static boolean isNumber(Class<?> type) {
        return type == double.class || type == float.class || type == Double.class || type == Float.class
                || type == BigDecimal.class || type == Number.class;
    }

    /** A number beyond what the type can hold must not become infinity. */
    private static boolean isInRange(JsonNumber number, Class<?> type) {
        if (type == float.class || type == Float.class) {
            return Float.isFinite(number.bigDecimalValue().floatValue());
        }
        return (type != double.class && type != Double.class) || Double.isFinite(number.doubleValue());
    }

    private static boolean isCharacter(Class<?> type) {
        return type == char.class || type == Character.class;
    }

    private static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean isText(Class<?> type) {
        return TEXTS.stream().anyMatch(text -> text.isAssignableFrom(type));
    }

    private static boolean isArray(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
