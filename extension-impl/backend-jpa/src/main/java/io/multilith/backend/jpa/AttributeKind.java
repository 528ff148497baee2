package io.multilith.backend.jpa;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** How the values of an attribute are compared, in the database when that is sure to mean the same as in JSON. */
enum AttributeKind {
    TEXT, INTEGER, DECIMAL, DOUBLE, BOOLEAN, CONSTANT, DAY, MOMENT, UUID,
    /** Compared as JSON, outside of the database. */
    OTHER;

    private static final Map<Class<?>, AttributeKind> KINDS = Map.ofEntries(Map.entry(String.class, TEXT),
            Map.entry(byte.class, INTEGER), Map.entry(Byte.class, INTEGER), Map.entry(short.class, INTEGER),
            Map.entry(Short.class, INTEGER), Map.entry(int.class, INTEGER), Map.entry(Integer.class, INTEGER),
            Map.entry(long.class, INTEGER), Map.entry(Long.class, INTEGER), Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(BigInteger.class, DECIMAL), Map.entry(double.class, DOUBLE), Map.entry(Double.class, DOUBLE),
            Map.entry(boolean.class, BOOLEAN), Map.entry(Boolean.class, BOOLEAN), Map.entry(LocalDate.class, DAY),
            Map.entry(LocalDateTime.class, MOMENT), Map.entry(java.util.UUID.class, UUID));
    /** Beyond, a number is written out with so many digits that no column has them. */
    private static final int MAX_SCALE = 1_000;

    static AttributeKind of(Class<?> type) {
        return type.isEnum() ? CONSTANT : KINDS.getOrDefault(type, OTHER);
    }

    /** The value of an attribute that is the same as one in JSON; empty when there may be none. */
    Optional<Object> read(JsonValue value, Class<?> type) {
        try {
            if (value instanceof JsonString text) {
                return ofText(text.getString(), type);
            }
            if (value instanceof JsonNumber number) {
                return ofNumber(number.bigDecimalValue(), type);
            }
            var isBoolean = value == JsonValue.TRUE || value == JsonValue.FALSE;
            return this == BOOLEAN && isBoolean ? Optional.of(value == JsonValue.TRUE) : Optional.empty();
        } catch (RuntimeException noSuchValue) { // of the many ways in which a text is no date, a number no int
            return Optional.empty();
        }
    }

    private Optional<Object> ofText(String text, Class<?> type) {
        return switch (this) {
            case TEXT -> Optional.<Object>of(text).filter(storable -> isStorable(text));
            case CONSTANT -> Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text)).map(Object.class::cast).findFirst();
            case DAY -> same(LocalDate.parse(text), text);
            case MOMENT -> Optional.<Object>of(LocalDateTime.parse(text)).filter(moment -> text
                    .equals(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) moment)));
            case UUID -> same(java.util.UUID.fromString(text), text);
            case INTEGER, DECIMAL, DOUBLE, BOOLEAN, OTHER -> Optional.empty();
        };
    }

    private Optional<Object> ofNumber(BigDecimal number, Class<?> type) {
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            return Optional.empty();
        }
        return switch (this) {
            case INTEGER -> Optional.of(integer(number, type));
            case DECIMAL -> Optional.of(type == BigInteger.class ? number.toBigIntegerExact() : number);
            case DOUBLE -> Optional.<Object>of(number.doubleValue()).filter(
                    rounded -> new BigDecimal(rounded.toString()).compareTo(number) == 0);
            case TEXT, BOOLEAN, CONSTANT, DAY, MOMENT, UUID, OTHER -> Optional.empty();
        };
    }

    private static Object integer(BigDecimal number, Class<?> type) {
        if (type == long.class || type == Long.class) {
            return number.longValueExact();
        }
        if (type == int.class || type == Integer.class) {
            return number.intValueExact();
        }
        return type == short.class || type == Short.class
                ? (Object) number.shortValueExact()
                : (Object) number.byteValueExact();
    }

    private static Optional<Object> same(Object value, String text) {
        return Optional.of(value).filter(read -> read.toString().equals(text));
    }

    /** No database has a text with a zero or half a character. */
    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
