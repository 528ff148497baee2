package io.multilith.resource;

import java.util.List;
import java.util.Set;

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
    record Comparison(String field, Operator operator, JsonValue value) implements Condition {}

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
    }
}
