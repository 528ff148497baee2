package io.multilith.backend.jpa;

import java.util.Locale;
import java.util.stream.IntStream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.resource.Condition;

/** Tells whether a record is as a condition says, where the database cannot. */
final class JsonConditions {
    private JsonConditions() {}

    static boolean match(Condition condition, JsonObject fields) {
        if (condition instanceof Condition.And and) {
            return and.terms().stream().allMatch(term -> match(term, fields));
        }
        if (condition instanceof Condition.Or or) {
            return or.terms().stream().anyMatch(term -> match(term, fields));
        }
        if (condition instanceof Condition.Comparison comparison) {
            return compare(comparison, fields.getOrDefault(comparison.field(), JsonValue.NULL));
        }
        if (condition instanceof Condition.In in) {
            var value = fields.getOrDefault(in.field(), JsonValue.NULL);
            return in.values().stream().anyMatch(candidate -> areEqual(value, candidate)) != in.not();
        }
        if (condition instanceof Condition.Search search) {
            var text = search.text().toLowerCase(Locale.ROOT);
            return search.fields().stream().anyMatch(field -> fields.get(field) instanceof JsonString found
                    && found.getString().toLowerCase(Locale.ROOT).contains(text));
        }
        throw new AssertionError(condition);
    }

    private static boolean compare(Condition.Comparison comparison, JsonValue value) {
        var other = comparison.value();
        return switch (comparison.operator()) {
            case EQ -> areEqual(value, other);
            case NE -> !areEqual(value, other);
            case LT -> JsonOrder.areAlike(value, other) && JsonOrder.INSTANCE.compare(value, other) < 0;
            case LTE -> JsonOrder.areAlike(value, other) && JsonOrder.INSTANCE.compare(value, other) <= 0;
            case GT -> JsonOrder.areAlike(value, other) && JsonOrder.INSTANCE.compare(value, other) > 0;
            case GTE -> JsonOrder.areAlike(value, other) && JsonOrder.INSTANCE.compare(value, other) >= 0;
        };
    }

    /** By value, inside of arrays and objects, too. */
    static boolean areEqual(JsonValue one, JsonValue other) {
        if (one instanceof JsonNumber number && other instanceof JsonNumber otherNumber) {
            return number.bigDecimalValue().compareTo(otherNumber.bigDecimalValue()) == 0;
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
}
