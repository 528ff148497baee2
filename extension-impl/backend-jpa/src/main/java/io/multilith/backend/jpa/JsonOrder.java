package io.multilith.backend.jpa;

import java.util.Comparator;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * JSON values in the one order that all backends keep: null, false, true, numbers, texts by code point, others as written.
 * For what the database does not compare itself.
 */
enum JsonOrder implements Comparator<JsonValue> {
    INSTANCE;

    @Override
    public int compare(JsonValue one, JsonValue other) {
        var rank = Integer.compare(rank(one), rank(other));
        if (rank != 0) {
            return rank;
        }
        if (one instanceof JsonNumber number) {
            return number.bigDecimalValue().compareTo(((JsonNumber) other).bigDecimalValue());
        }
        if (one instanceof JsonString text) {
            return compareTexts(text.getString(), ((JsonString) other).getString());
        }
        return one.equals(other) ? 0 : compareTexts(one.toString(), other.toString());
    }

    /** Whether one can be smaller than the other; of different kinds neither is. */
    static boolean areAlike(JsonValue one, JsonValue other) {
        return one != JsonValue.NULL && kind(one) == kind(other);
    }

    /** By code point. A char is less than a half of a code point beyond the first 65,536, which Java's own order does not know. */
    static int compareTexts(String one, String other) {
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
