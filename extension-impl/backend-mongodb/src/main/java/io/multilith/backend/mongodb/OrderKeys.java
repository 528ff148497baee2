package io.multilith.backend.mongodb;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * Values as texts whose order is the order of the values, in UTF-8 and in UTF-16: so that MongoDB, which puts booleans behind
 * texts, compares arrays by their elements and knows 34 digits, finds and sorts as everybody else does. What has no value
 * has no key, and MongoDB puts that first.
 */
final class OrderKeys {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String FALSE = "1";
    private static final String TRUE = "2";
    private static final String NUMBER = "3";
    static final String TEXT = "4";
    private static final String ARRAY = "5";
    private static final String OBJECT = "6";
    private static final String AFTER_OBJECTS = "7";

    private static final long MIDDLE_EXPONENT = 5_000_000_000L;
    private static final char LAST_BUT_RARE = '\uE000';
    private static final char SUPPLEMENTARY = '\uF000';

    private OrderKeys() {}

    /** Empty for no value. */
    static Optional<String> key(JsonValue value) {
        return Optional.ofNullable(switch (value.getValueType()) {
            case NULL -> null;
            case FALSE -> FALSE;
            case TRUE -> TRUE;
            case NUMBER -> NUMBER + number(((JsonNumber) value).bigDecimalValue());
            case STRING -> TEXT + text(((JsonString) value).getString());
            case ARRAY -> ARRAY + text(value.toString());
            case OBJECT -> OBJECT + text(value.toString());
        });
    }

    /** The first key of a value's kind; booleans are of one. */
    static String firstOfKind(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> throw new IllegalArgumentException("no value");
            case FALSE, TRUE -> FALSE;
            case NUMBER -> NUMBER;
            case STRING -> TEXT;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
        };
    }

    /** The key that no value of a kind reaches. */
    static String endOfKind(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> throw new IllegalArgumentException("no value");
            case FALSE, TRUE -> NUMBER;
            case NUMBER -> TEXT;
            case STRING -> ARRAY;
            case ARRAY -> OBJECT;
            case OBJECT -> AFTER_OBJECTS;
        };
    }

    /** Whether a value equals a whole one only, which {@link #whole} is for: its key tells how it was written. */
    static boolean isWhole(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.ARRAY || value.getValueType() == JsonValue.ValueType.OBJECT;
    }

    /** A text that equal values have in common, however they were written. */
    static String whole(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL, FALSE, TRUE, STRING -> value.toString();
            case NUMBER -> number(((JsonNumber) value).bigDecimalValue());
            case ARRAY -> value.asJsonArray().stream().map(OrderKeys::whole)
                    .collect(Collectors.joining(",", "[", "]"));
            case OBJECT -> new TreeMap<>(value.asJsonObject()).entrySet().stream()
                    .map(member -> JSON.createValue(member.getKey()) + ":" + whole(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        };
    }

    /** A text in lower case, to be searched. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * By code point: what is beyond the first 65,536 is behind the rest in UTF-8, and before some in UTF-16; with what is put
     * before both, also there.
     */
    static String text(String text) {
        if (text.chars().noneMatch(c -> c >= Character.MIN_SURROGATE)) {
            return text;
        }
        var key = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isSupplementaryCodePoint(point)) {
                key.append(SUPPLEMENTARY);
            } else if (point >= LAST_BUT_RARE) {
                key.append(LAST_BUT_RARE);
            }
            key.appendCodePoint(point);
        });
        return key.toString();
    }

    /** Sign, exponent and digits; for negative numbers all of it the other way round. */
    private static String number(BigDecimal number) {
        if (number.signum() == 0) {
            return "1";
        }
        var digits = number.stripTrailingZeros();
        var significant = digits.unscaledValue().abs().toString();
        var size = "%010d".formatted((long) significant.length() - digits.scale() + MIDDLE_EXPONENT) + significant;
        return number.signum() > 0
                ? "2" + size
                : "0" + size.chars().mapToObj(digit -> String.valueOf((char) ('0' + '9' - digit)))
                        .collect(Collectors.joining()) + "~";
    }
}
