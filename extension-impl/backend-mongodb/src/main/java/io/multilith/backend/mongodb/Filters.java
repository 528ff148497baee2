package io.multilith.backend.mongodb;

import java.util.ArrayList;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;

import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.Sort;

/** Queries for MongoDB. What clients send gets into them as texts only, and as names without dots and dollar signs. */
final class Filters {
    /** By the order of their values, see {@link OrderKeys}. */
    static final String KEYS = "keys.";
    /** Arrays and objects, to be compared as a whole. */
    static final String WHOLE = "whole.";
    /** Texts in lower case, where they are not anyway. */
    static final String LOWER = "lower.";
    static final String ID = "id";

    /** Records, not what remains of removed ones. */
    static final BsonDocument ANY = at(KEYS + ID, new BsonDocument("$gt", new BsonString("")));
    private static final BsonDocument NONE = at("_id", new BsonDocument("$in", new BsonArray()));
    private static final int UP = 1;

    private Filters() {}

    static BsonDocument filter(Condition condition) {
        if (condition instanceof Condition.And and) {
            return both(and.terms().stream().map(Filters::filter).toList());
        }
        if (condition instanceof Condition.Or or) {
            return either(or.terms().stream().map(Filters::filter).toList());
        }
        if (condition instanceof Condition.Comparison comparison) {
            return compared(comparison);
        }
        if (condition instanceof Condition.In in) {
            return in.not()
                    ? both(in.values().stream().map(value -> equality(in.field(), value, true)).toList())
                    : either(in.values().stream().map(value -> equality(in.field(), value, false)).toList());
        }
        if (condition instanceof Condition.Search search) {
            return either(search.fields().stream().map(field -> searched(field, search.text())).toList());
        }
        throw new AssertionError(condition);
    }

    private static BsonDocument compared(Condition.Comparison comparison) {
        var value = comparison.value();
        return switch (comparison.operator()) {
            case EQ -> equality(comparison.field(), value, false);
            case NE -> equality(comparison.field(), value, true);
            case LT, LTE, GT, GTE -> value == JsonValue.NULL
                    ? NONE
                    : range(comparison.field(), comparison.operator(), value);
        };
    }

    private static BsonDocument equality(String field, JsonValue value, boolean not) {
        var whole = OrderKeys.isWhole(value);
        var name = (whole ? WHOLE : KEYS) + Names.encode(field);
        var key = whole ? new BsonString(OrderKeys.whole(value)) : key(value);
        return at(name, new BsonDocument(not ? "$ne" : "$eq", key));
    }

    /** Only among values of the same kind. */
    private static BsonDocument range(String field, Condition.Operator operator, JsonValue value) {
        var key = key(value);
        var first = new BsonString(OrderKeys.firstOfKind(value));
        var end = new BsonString(OrderKeys.endOfKind(value));
        return at(KEYS + Names.encode(field), switch (operator) {
            case LT -> new BsonDocument("$gte", first).append("$lt", key);
            case LTE -> new BsonDocument("$gte", first).append("$lte", key);
            case GT -> new BsonDocument("$gt", key).append("$lt", end);
            case GTE -> new BsonDocument("$gte", key).append("$lt", end);
            case EQ, NE -> throw new AssertionError(operator);
        });
    }

    private static BsonDocument searched(String field, String text) {
        var wanted = literally(OrderKeys.text(OrderKeys.lower(text)));
        var name = Names.encode(field);
        return either(List.of(at(LOWER + name, new BsonRegularExpression(wanted, "s")),
                at(LOWER + name, BsonNull.VALUE).append(KEYS + name,
                        new BsonRegularExpression("^" + OrderKeys.TEXT + ".*" + wanted, "s"))));
    }

    /** A pattern that means nothing but a text. */
    private static String literally(String text) {
        var pattern = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < ' ') {
                pattern.append("\\x{").append(Integer.toHexString(point)).append('}');
            } else {
                if (point < 128 && !Character.isLetterOrDigit(point)) {
                    pattern.append('\\');
                }
                pattern.appendCodePoint(point);
            }
        });
        return pattern.toString();
    }

    static BsonDocument order(Query query) {
        var order = new BsonDocument();
        query.sort().forEach(by -> order.putIfAbsent(KEYS + Names.encode(by.field()),
                new BsonInt32(by.descending() ? -UP : UP)));
        order.putIfAbsent(KEYS + ID, new BsonInt32(UP));
        return order;
    }

    /** What comes after a place: more by the first field, or as much by that and more by the second, and so on. */
    static BsonDocument after(List<Sort> sort, JsonArray place) {
        var ways = new ArrayList<BsonDocument>();
        var equal = new ArrayList<BsonDocument>();
        for (var i = 0; i <= sort.size(); i++) {
            var name = KEYS + (i < sort.size() ? Names.encode(sort.get(i).field()) : ID);
            var more = new ArrayList<>(equal);
            more.add(beyond(name, place.get(i), i < sort.size() && sort.get(i).descending()));
            ways.add(both(more));
            equal.add(at(name, new BsonDocument("$eq", key(place.get(i)))));
        }
        return either(ways);
    }

    private static BsonDocument beyond(String name, JsonValue value, boolean descending) {
        if (value == JsonValue.NULL) {
            return descending ? NONE : at(name, new BsonDocument("$ne", BsonNull.VALUE));
        }
        return descending
                ? either(List.of(at(name, new BsonDocument("$lt", key(value))),
                        at(name, new BsonDocument("$eq", BsonNull.VALUE))))
                : at(name, new BsonDocument("$gt", key(value)));
    }

    static BsonDocument both(List<BsonDocument> filters) {
        return filters.isEmpty() ? new BsonDocument() : new BsonDocument("$and", new BsonArray(filters));
    }

    private static BsonDocument either(List<BsonDocument> filters) {
        return filters.isEmpty() ? NONE : new BsonDocument("$or", new BsonArray(filters));
    }

    private static BsonDocument at(String name, BsonValue value) {
        return new BsonDocument(name, value);
    }

    private static BsonValue key(JsonValue value) {
        return OrderKeys.key(value).<BsonValue>map(BsonString::new).orElse(BsonNull.VALUE);
    }
}
