package io.multilith.impl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.problem.FieldError;

/** Tells whether a JSON value is of a Java type, exactly. */
final class JsonTypes {
    private static final Map<Class<?>, Integer> INTEGER_BITS = Map.ofEntries(Map.entry(byte.class, 7),
            Map.entry(Byte.class, 7), Map.entry(short.class, 15), Map.entry(Short.class, 15), Map.entry(int.class, 31),
            Map.entry(Integer.class, 31), Map.entry(OptionalInt.class, 31), Map.entry(long.class, 63),
            Map.entry(Long.class, 63), Map.entry(OptionalLong.class, 63),
            Map.entry(BigInteger.class, Integer.MAX_VALUE));
    private static final List<Class<?>> TEXTS = List.of(CharSequence.class, Character.class, char.class, UUID.class,
            URI.class, URL.class, TemporalAccessor.class, TemporalAmount.class, Date.class, Calendar.class,
            ZoneId.class, TimeZone.class, Locale.class);

    /** As JSON-B reads them where nothing else is said. */
    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.ofEntries(
            Map.entry(LocalDate.class, LocalDate::parse), Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse), Map.entry(Instant.class, Instant::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse), Map.entry(OffsetTime.class, OffsetTime::parse),
            Map.entry(ZonedDateTime.class, ZonedDateTime::parse), Map.entry(Duration.class, Duration::parse),
            Map.entry(Period.class, Period::parse), Map.entry(Year.class, Year::parse),
            Map.entry(YearMonth.class, YearMonth::parse), Map.entry(MonthDay.class, MonthDay::parse),
            Map.entry(UUID.class, UUID::fromString));

    private JsonTypes() {}

    static void check(JsonValue value, Type type, String pointer, List<FieldError> errors) {
        if (value == JsonValue.NULL) {
            if (type instanceof Class<?> raw && raw.isPrimitive()) {
                errors.add(new FieldError(pointer, "must not be null"));
            }
        } else if (type == String.class) { // most are
            expect(value instanceof JsonString, String.class, pointer, errors);
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

    /** How many bits the integers of a type have besides the sign; empty for what is no integer. */
    static OptionalInt integerBits(Class<?> type) {
        var bits = INTEGER_BITS.get(type);
        return bits == null ? OptionalInt.empty() : OptionalInt.of(bits);
    }

    /** Names a type in the words of JSON, never a Java class. */
    static String describe(Type type) {
        var raw = GenericTypes.raw(type);
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
            return "one of "
                    + Arrays.stream(raw.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
        }
        if (isText(raw)) {
            return "a text" + (raw == String.class ? "" : " (" + raw.getSimpleName().toLowerCase(Locale.ROOT) + ")");
        }
        return isArray(raw) ? "an array" : "an object";
    }

    private static void checkGeneric(JsonValue value, ParameterizedType type, String pointer,
            List<FieldError> errors) {
        var raw = GenericTypes.raw(type);
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            check(value, arguments[0], pointer, errors);
        } else if (isArray(raw)) {
            checkElements(value, arguments[0], pointer, errors);
        } else if (Map.class.isAssignableFrom(raw)) {
            if (expect(value.getValueType() == JsonValue.ValueType.OBJECT, raw, pointer, errors)) {
                value.asJsonObject().forEach((key, member) -> check(member, arguments[arguments.length - 1],
                        pointer + "/" + Json.encodePointer(key), errors));
            }
        } else if (JsonMembers.areTold(raw) && expect(value.getValueType() == JsonValue.ValueType.OBJECT, raw, pointer,
                errors)) {
            checkMembers(value, JsonMembers.of(type), pointer, errors);
        }
    }

    private static void checkClass(JsonValue value, Class<?> type, String pointer, List<FieldError> errors) {
        if (type == Object.class || !JsonMembers.areTold(type)) {
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
            expect(value instanceof JsonString text && isTextOf(type, text.getString()), type, pointer, errors);
        } else if (isArray(type)) {
            checkElements(value, type.isArray() ? type.getComponentType() : Object.class, pointer, errors);
        } else if (expect(value.getValueType() == JsonValue.ValueType.OBJECT, type, pointer, errors)
                && !Map.class.isAssignableFrom(type)) {
            checkMembers(value, JsonMembers.of(type), pointer, errors);
        }
    }

    private static boolean isTextOf(Class<?> type, String text) {
        var parser = PARSERS.get(type);
        try {
            return (parser == null || parser.apply(text) != null) && (!isCharacter(type) || text.length() == 1);
        } catch (DateTimeException | IllegalArgumentException none) {
            return false;
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

    private static void checkMembers(JsonValue value, Map<String, Type> members, String pointer,
            List<FieldError> errors) {
        value.asJsonObject().forEach((name, member) -> {
            var at = pointer + "/" + Json.encodePointer(name);
            if (members.containsKey(name)) {
                check(member, members.get(name), at, errors);
            } else if (!RecordFields.OURS.contains(name)) {
                errors.add(new FieldError(at, "is not a known field"));
            }
        });
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

    static boolean isNumber(Class<?> type) {
        return type == double.class || type == float.class || type == Double.class || type == Float.class
                || type == BigDecimal.class || type == Number.class || type == OptionalDouble.class;
    }

    /** A number beyond what the type can hold must not become infinity. */
    private static boolean isInRange(JsonNumber number, Class<?> type) {
        if (type == float.class || type == Float.class) {
            return Float.isFinite(number.bigDecimalValue().floatValue());
        }
        return (type != double.class && type != Double.class && type != OptionalDouble.class)
                || Double.isFinite(number.doubleValue());
    }

    static boolean isCharacter(Class<?> type) {
        return type == char.class || type == Character.class;
    }

    static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    static boolean isText(Class<?> type) {
        return TEXTS.stream().anyMatch(text -> text.isAssignableFrom(type));
    }

    static boolean isArray(Class<?> type) {
        return type.isArray() || type == Iterable.class || Collection.class.isAssignableFrom(type);
    }
}
