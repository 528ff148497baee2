package io.multilith.resource;

import java.util.Comparator;
import java.util.stream.IntStream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * JSON values in the one order that all backends keep: null, false, true, numbers, texts by code point, others as written.
 * For backends whose database cannot compare something itself. Thread-safe.
 *
 * @since 0.1
 */
public enum JsonOrder implements Comparator<JsonValue> {
    /** The order. */
    INSTANCE;

    @Override
    public int compare(JsonValue one, JsonValue other) {
        if (one instanceof JsonString text && other instanceof JsonString otherText) {
            return compareTexts(text.getString(), otherText.getString());
        }
        if (one instanceof JsonNumber number && other instanceof JsonNumber otherNumber) {
            return compareNumbers(number, otherNumber);
        }
        var rank = Integer.compare(rank(one), rank(other));
        if (rank != 0) {
            return rank;
        }
        return one.equals(other) ? 0 : compareTexts(one.toString(), other.toString());
    }

    /** Most differ as doubles already, which are at hand; rounding never turns an order round. */
    static int compareNumbers(JsonNumber one, JsonNumber other) {
        var order = Double.compare(one.doubleValue() + 0.0, other.doubleValue() + 0.0);
        return order != 0 ? order : one.bigDecimalValue().compareTo(other.bigDecimalValue());
    }

    /** Whether one can be smaller than the other; of different kinds neither is. */
    static boolean areAlike(JsonValue one, JsonValue other) {
        return one instanceof JsonNumber
                ? other instanceof JsonNumber
                : one != JsonValue.NULL && kind(one) == kind(other);
    }

    /**
     * Compares by code point: a char is less than a half of a code point beyond the first 65,536, which Java's own order does
     * not know.
     *
     * @param one
     *     a text
     * @param other
     *     another
     * @return below, at or above 0, as of any comparator
     */
    public static int compareTexts(String one, String other) {
        var end = Math.min(one.length(), other.length());
        for (var i = 0; i < end; i++) {
            var left = one.charAt(i);
            var right = other.charAt(i);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /**
     * Compares by value, inside of arrays and objects, too: 1 and 1.0 are equal.
     *
     * @param one
     *     a value
     * @param other
     *     another
     * @return whether they are equal
     */
    public static boolean areEqual(JsonValue one, JsonValue other) {
        if (one instanceof JsonNumber number && other instanceof JsonNumber otherNumber) {
            return compareNumbers(number, otherNumber) == 0;
        }
        if (one instanceof JsonArray array && other instanceof JsonArray otherArray) {
            return array.size() == otherArray.size() && IntStream.range(0, array.size())
                    .allMatch(i -> areEqual(array.get(i), otherArray.get(i)));
        }
        if (one instanceof JsonObject object && other instanceof JsonObject otherObject) {
            return object.keySet().equals(otherObject.keySet()) && object.entrySet().stream()
                    .allMatch(member -> areEqual(member.getValue(), otherObject.get(member.getKey())));
        }
        return one.equals(other);
    }

    private static int rank(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> 0;
            case FALSE -> 1;
            case TRUE -> 2;
            case NUMBER -> 3;
            case STRING -> 4;
            case ARRAY -> 5;
            case OBJECT -> 6;
        };
    }

    private static int kind(JsonValue value) {
        return value == JsonValue.FALSE ? rank(JsonValue.TRUE) : rank(value);
    }
}
