package io.multilith.impl.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;

/** Writes a query in its JSON form. */
public final class QueryWriter {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Map<Operator, String> NAMES = Map.of(Operator.NE, "$ne", Operator.LT, "$lt", Operator.LTE,
            "$lte", Operator.GT, "$gt", Operator.GTE, "$gte");

    private QueryWriter() {}

    public static JsonObject write(Query query) {
        var form = JSON.createObjectBuilder();
        writeAll(query.where()).forEach(form::add);
        if (!query.sort().isEmpty()) {
            var sort = JSON.createObjectBuilder();
            query.sort().forEach(by -> sort.add(by.field(), by.descending() ? -1 : 1));
            form.add("$sort", sort);
        }
        query.after().ifPresent(place -> form.add("$after", Cursor.write(query.sort(), new Cursor.Begin(place, 0))));
        return form.add("$limit", query.limit()).add("$skip", query.skip()).build();
    }

    /** A search stands outermost only. */
    private static JsonObject writeAll(Condition where) {
        var terms = terms(where).toList();
        var form = JSON.createObjectBuilder();
        terms.stream().filter(Condition.Search.class::isInstance).forEach(search -> write(search).forEach(form::add));
        var others = terms.stream().filter(term -> !(term instanceof Condition.Search)).toList();
        if (others.size() == 1) {
            write(others.get(0)).forEach(form::add);
        } else if (!others.isEmpty()) {
            write("$and", others).forEach(form::add);
        }
        return form.build();
    }

    /** Those that must hold, however they nest. */
    private static Stream<Condition> terms(Condition where) {
        return where instanceof Condition.And and ? and.terms().stream().flatMap(QueryWriter::terms) : Stream.of(where);
    }

    private static JsonObject write(Condition condition) {
        if (condition.equals(Condition.NOTHING)) {
            return member("id", member("$in", JsonValue.EMPTY_JSON_ARRAY).build()).build();
        }
        if (condition instanceof Condition.And) {
            return writeAll(condition);
        }
        if (condition instanceof Condition.Or or) {
            return write("$or", or.terms());
        }
        if (condition instanceof Condition.Comparison comparison) {
            return member(comparison.field(), comparison.operator() == Operator.EQ
                    ? comparison.value()
                    : member(NAMES.get(comparison.operator()), comparison.value()).build()).build();
        }
        if (condition instanceof Condition.In in) {
            return member(in.field(), JSON.createObjectBuilder()
                    .add(in.not() ? "$nin" : "$in", JSON.createArrayBuilder(in.values())).build()).build();
        }
        if (condition instanceof Condition.Search search) {
            return JSON.createObjectBuilder().add("$search", search.text()).build();
        }
        throw new AssertionError(condition);
    }

    private static JsonObject write(String name, List<Condition> terms) {
        var list = JSON.createArrayBuilder();
        terms.forEach(term -> list.add(write(term)));
        return JSON.createObjectBuilder().add(name, list).build();
    }

    private static JsonObjectBuilder member(String name, JsonValue value) {
        return JSON.createObjectBuilder().add(name, value);
    }
}
