package io.multilith.resource;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * Which records are meant, by their fields. Every backend, subscription and worker takes it the same way: a field without
 * a value and one that is {@code null} are alike; texts are in the order of their code points; an array or object equals
 * only a whole one. Immutable.
 *
 * @since 0.1
 */
public sealed interface Condition {

    /** Every record. */
    Condition EVERYTHING = new And(List.of());

    /** No record. */
    Condition NOTHING = new Or(List.of());

    /**
     * The records that have a value in a field.
     *
     * @param field
     *     its name
     * @param value
     *     a text
     * @return the condition
     */
    static Condition equal(String field, String value) {
        return new Comparison(field, Operator.EQ, Provider.JSON.createValue(value));
    }

    /**
     * Tells whether a record is meant. What a backend's database cannot decide is decided by this.
     *
     * @param fields
     *     those of the record
     * @return whether all holds
     */
    boolean matches(JsonObject fields);

    /** How a field is compared. */
    enum Operator {
        /** The same value, numbers by what they mean: 1 and 1.0 are equal. */
        EQ,
        /** Any other value, or none. */
        NE,
        /** A smaller value of the same kind. */
        LT,
        /** A smaller or the same value of the same kind. */
        LTE,
        /** A greater value of the same kind. */
        GT,
        /** A greater or the same value of the same kind. */
        GTE
    }

    /**
     * All of some conditions.
     *
     * @param terms
     *     none: every record
     */
    record And(List<Condition> terms) implements Condition {

        public And {
            terms = List.copyOf(terms);
        }

        @Override
        public boolean matches(JsonObject fields) {
            return terms.stream().allMatch(term -> term.matches(fields));
        }
    }

    /**
     * At least one of some conditions.
     *
     * @param terms
     *     none: no record
     */
    record Or(List<Condition> terms) implements Condition {

        public Or {
            terms = List.copyOf(terms);
        }

        @Override
        public boolean matches(JsonObject fields) {
            return terms.stream().anyMatch(term -> term.matches(fields));
        }
    }

    /**
     * One field and one value.
     *
     * @param field
     *     its name
     * @param operator
     *     what must hold between the two
     * @param value
     *     {@code null} in JSON: no value
     */
    record Comparison(String field, Operator operator, JsonValue value) implements Condition {
        @Override
        public boolean matches(JsonObject fields) {
            var present = fields.getOrDefault(field, JsonValue.NULL);
            return switch (operator) {
                case EQ -> JsonOrder.areEqual(present, value);
                case NE -> !JsonOrder.areEqual(present, value);
                case LT -> JsonOrder.areAlike(present, value) && JsonOrder.INSTANCE.compare(present, value) < 0;
                case LTE -> JsonOrder.areAlike(present, value) && JsonOrder.INSTANCE.compare(present, value) <= 0;
                case GT -> JsonOrder.areAlike(present, value) && JsonOrder.INSTANCE.compare(present, value) > 0;
                case GTE -> JsonOrder.areAlike(present, value) && JsonOrder.INSTANCE.compare(present, value) >= 0;
            };
        }
    }

    /**
     * One field and several values.
     *
     * @param field
     *     its name
     * @param values
     *     of which it has one
     * @param not
     *     whether it has none of them instead
     */
    record In(String field, List<JsonValue> values, boolean not) implements Condition {

        public In {
            values = List.copyOf(values);
        }

        @Override
        public boolean matches(JsonObject fields) {
            var present = fields.getOrDefault(field, JsonValue.NULL);
            return values.stream().anyMatch(value -> JsonOrder.areEqual(present, value)) != not;
        }
    }

    /**
     * A text that stands in one of several fields, upper case or lower.
     *
     * @param fields
     *     their names
     * @param text
     *     what is looked for
     */
    record Search(Set<String> fields, String text) implements Condition {

        public Search {
            fields = Set.copyOf(fields);
        }

        @Override
        public boolean matches(JsonObject fields) {
            var wanted = text.toLowerCase(Locale.ROOT);
            return this.fields.stream().anyMatch(field -> fields.get(field) instanceof JsonString found
                    && found.getString().toLowerCase(Locale.ROOT).contains(wanted));
        }
    }
}
