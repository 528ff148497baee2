package io.multilith.impl.query;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.impl.json.RecordFields;
import io.multilith.problem.FieldError;
import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;

/** Makes a condition of its JSON form. For one use. */
final class ConditionReader {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_COMPARISONS = 50;
    private static final int MAX_IN = 500;
    private static final Map<String, Operator> OPERATORS = Map.of("$ne", Operator.NE, "$lt", Operator.LT, "$lte",
            Operator.LTE, "$gt", Operator.GT, "$gte", Operator.GTE);
    private static final Map<String, Boolean> IN = Map.of("$in", false, "$nin", true);

    private final boolean textual;
    private final RecordFields fields;
    private final Set<String> passedOver;
    private final List<FieldError> errors;
    private boolean bounded = true;
    private int comparisons;
    private int conditions;

    /**
     * @param passedOver
     *            members of the outermost object that are no conditions
     * @param errors
     *            takes what is wrong
     */
    ConditionReader(boolean textual, RecordFields fields, Set<String> passedOver, List<FieldError> errors) {
        this.textual = textual;
        this.fields = fields;
        this.passedOver = passedOver;
        this.errors = errors;
    }

    /** Whether it refuses what is larger than a client may send. */
    ConditionReader bounded(boolean isBounded) {
        bounded = isBounded;
        return this;
    }

    Condition read(JsonObject members, String pointer) {
        var terms = new ArrayList<Condition>();
        members.forEach((name, value) -> {
            if (!passedOver.contains(name)) {
                readMember(name, value, BadQuery.pointer(pointer, name), 0, terms);
            }
        });
        if (isBeyond(Math.max(comparisons, conditions), MAX_COMPARISONS)) {
            errors.add(new FieldError(pointer, "must have at most " + MAX_COMPARISONS + " comparisons"));
        }
        return terms.size() == 1 ? terms.get(0) : new Condition.And(terms);
    }

    private boolean isBeyond(int count, int most) {
        return bounded && count > most;
    }

    private void readMember(String name, JsonValue value, String at, int depth, List<Condition> terms) {
        if (name.equals("$and") || name.equals("$or")) {
            var several = readSeveral(value, at, depth + 1);
            terms.add(name.equals("$and") ? new Condition.And(several) : new Condition.Or(several));
        } else if (name.equals("$search") && depth == 0) {
            readSearch(value, at, terms);
        } else if (RecordFields.isReserved(name)) {
            errors.add(new FieldError(at, name.startsWith("$") ? "is not a known operator" : "is not a known field"));
        } else {
            fields.type(name).ifPresentOrElse(type -> readField(name, type, value, at, terms),
                    () -> errors.add(new FieldError(at, "is not a known field")));
        }
    }

    private List<Condition> readSeveral(JsonValue value, String at, int depth) {
        var several = new ArrayList<Condition>();
        if (isBeyond(depth, MAX_DEPTH)) {
            errors.add(new FieldError(at, "must not nest deeper than " + MAX_DEPTH + " levels"));
        } else if (value instanceof JsonArray array && !array.isEmpty()
                && array.stream().allMatch(JsonObject.class::isInstance)) {
            conditions += array.size();
            if (isBeyond(conditions, MAX_COMPARISONS)) {
                return several; // which is told at the end
            }
            for (var i = 0; i < array.size(); i++) {
                var terms = new ArrayList<Condition>();
                var inner = at + "/" + i;
                array.getJsonObject(i).forEach((name, member) -> readMember(name, member,
                        BadQuery.pointer(inner, name), depth, terms));
                several.add(terms.size() == 1 ? terms.get(0) : new Condition.And(terms));
            }
        } else {
            errors.add(new FieldError(at, "must be an array of conditions"));
        }
        return several;
    }

    private void readSearch(JsonValue value, String at, List<Condition> terms) {
        if (fields.searchable().isEmpty()) {
            errors.add(new FieldError(at, "is not for this collection: it has no searchable field"));
        } else if (value instanceof JsonString text) {
            comparisons++;
            terms.add(new Condition.Search(fields.searchable(), text.getString()));
        } else {
            errors.add(new FieldError(at, "must be a text"));
        }
    }

    private void readField(String name, Type type, JsonValue value, String at, List<Condition> terms) {
        if (value instanceof JsonObject operators && operators.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            operators.forEach((operator, operand) -> readOperator(name, type, operator, operand,
                    BadQuery.pointer(at, operator), terms));
        } else {
            comparisons++;
            terms.add(new Condition.Comparison(name, Operator.EQ, typed(value, type, at)));
        }
    }

    private void readOperator(String name, Type type, String operator, JsonValue operand, String at,
            List<Condition> terms) {
        comparisons++;
        if (IN.containsKey(operator)) {
            terms.add(new Condition.In(name, readValues(type, operand, at), IN.get(operator)));
        } else if (OPERATORS.containsKey(operator)) {
            var value = typed(operand, type, at);
            if (OPERATORS.get(operator) != Operator.NE && !isOrdered(value)) {
                errors.add(new FieldError(at, "must be a number, a text or a boolean"));
            }
            terms.add(new Condition.Comparison(name, OPERATORS.get(operator), value));
        } else {
            errors.add(new FieldError(at, "is not a known operator"));
        }
    }

    private List<JsonValue> readValues(Type type, JsonValue operand, String at) {
        var values = new ArrayList<JsonValue>();
        if (!(operand instanceof JsonArray array)) {
            if (textual && operand instanceof JsonString) {
                return List.of(typed(operand, type, at));
            }
            errors.add(new FieldError(at, "must be an array"));
        } else if (isBeyond(array.size(), MAX_IN)) {
            errors.add(new FieldError(at, "must have at most " + MAX_IN + " values"));
        } else {
            for (var i = 0; i < array.size(); i++) {
                values.add(typed(array.get(i), type, at + "/" + i));
            }
        }
        return values;
    }

    private JsonValue typed(JsonValue given, Type type, String at) {
        var value = textual && given instanceof JsonString text ? TextValues.read(text.getString(), type) : given;
        RecordFields.check(value, type, at, errors);
        return value;
    }

    private static boolean isOrdered(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING, NUMBER, TRUE, FALSE -> true;
            case NULL, ARRAY, OBJECT -> false;
        };
    }
}
