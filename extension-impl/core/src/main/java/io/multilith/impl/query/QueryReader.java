package io.multilith.impl.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.impl.json.RecordFields;
import io.multilith.problem.FieldError;
import io.multilith.resource.Query;
import io.multilith.resource.QueryForm;
import io.multilith.resource.RecordLink;
import io.multilith.resource.Sort;

/**
 * Makes a query of its JSON form, for records with certain fields. What is not known or does not fit is refused, never
 * passed over. For one use.
 */
public final class QueryReader {
    private static final Set<String> OWN = Set.of("$limit", "$skip", "$sort", "$select", "$after",
            "$expand");
    private static final Set<String> OF_LISTS = Set.of("$limit", "$skip", "$sort", "$after", "$expand");
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final Set<String> DIRECTIONS = Set.of("1", "-1");

    private final List<FieldError> errors = new ArrayList<>();
    private final QueryForm form;
    private final RecordFields fields;
    private final String pointer;
    private boolean bounded = true;

    public QueryReader(QueryForm form, RecordFields fields) {
        this.form = form;
        this.fields = fields;
        this.pointer = form.pointer();
    }

    public ReadQuery read() {
        var members = form.members();
        var where = new ConditionReader(form.textual(), fields, OWN, errors).bounded(bounded).read(members, pointer);
        var sort = sort(members.get("$sort"));
        var after = after(members.get("$after"), sort);
        var query = new Query(where, sort, after.map(Cursor.Begin::place),
                number("$limit", Query.ALL.limit()), number("$skip", Query.ALL.skip()), true);
        var select = select(members.get("$select"));
        var expand = expand(members.get("$expand"));
        if (!errors.isEmpty()) {
            throw BadQuery.of(errors);
        }
        return new ReadQuery(query, select, expand, after.map(Cursor.Begin::passed).orElse(0));
    }

    /** Refuses what makes a page of a list, where all records are meant. */
    public QueryReader whole() {
        form.members().keySet().stream().filter(OF_LISTS::contains)
                .forEach(name -> error(BadQuery.pointer(pointer, name), "is for lists only"));
        return this;
    }

    /** Takes conditions of any size, as the application makes them. */
    public QueryReader unbounded() {
        bounded = false;
        return this;
    }

    /** Refuses all but what is wanted of an answer. */
    public QueryReader ofNew() {
        form.members().keySet().stream().filter(name -> !name.equals("$select"))
                .forEach(name -> error(BadQuery.pointer(pointer, name), "is not for new records"));
        return this;
    }

    private List<Sort> sort(JsonValue given) {
        var sort = new ArrayList<Sort>();
        if (given != null && given.getValueType() == JsonValue.ValueType.OBJECT) {
            given.asJsonObject().forEach((field, direction) -> {
                var at = BadQuery.pointer(pointer + "/$sort", field);
                requireField(field, at);
                var text = direction instanceof JsonString string ? string.getString() : direction.toString();
                if (!DIRECTIONS.contains(text)) {
                    error(at, "must be 1 or -1");
                }
                sort.add(new Sort(field, text.equals("-1")));
            });
        } else if (given != null) {
            error(pointer + "/$sort", "must be an object of fields and 1 or -1");
        }
        return sort;
    }

    private Optional<Cursor.Begin> after(JsonValue given, List<Sort> sort) {
        if (given == null) {
            return Optional.empty();
        }
        var place = given instanceof JsonString text
                ? Cursor.read(text.getString(), sort)
                : Optional.<Cursor.Begin>empty();
        if (place.isEmpty()) {
            error(pointer + "/$after", "must be from a Link of the same query");
        }
        return place;
    }

    private Set<String> select(JsonValue given) {
        var names = given instanceof JsonString name ? List.of(name) : given;
        if (names == null) {
            return Set.of();
        }
        var select = new LinkedHashSet<String>();
        if (names instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(JsonString.class::isInstance)) {
            list.forEach(name -> select.add(((JsonString) name).getString()));
            select.forEach(name -> requireField(name, BadQuery.pointer(pointer + "/$select", name)));
        } else {
            error(pointer + "/$select", "must be an array of names of fields");
        }
        return select;
    }

    /** As one text with commas, as OData has it, or as an array. */
    private Set<String> expand(JsonValue given) {
        var names = given instanceof JsonString text
                ? List.of(text.getString().split(",", -1))
                : given instanceof JsonArray list && list.stream().allMatch(JsonString.class::isInstance)
                        ? list.getValuesAs(JsonString::getString)
                        : given == null ? List.<String>of() : List.of("");
        names.stream().filter(name -> !RecordLink.isRelation(name)).findFirst()
                .ifPresent(name -> error(pointer + "/$expand", "must be names of relations, without dots"));
        return new LinkedHashSet<>(names);
    }

    /** What is above an int is above each limit, too. */
    private int number(String name, int absent) {
        var given = form.members().get(name);
        var value = given instanceof JsonString text && form.textual()
                ? TextValues.read(text.getString(), int.class)
                : given;
        if (value == null) {
            return absent;
        }
        if (value instanceof JsonNumber number && number.isIntegral() && number.bigDecimalValue().signum() >= 0) {
            return number.bigDecimalValue().min(MOST).intValueExact();
        }
        error(BadQuery.pointer(pointer, name), "must be a natural number");
        return absent;
    }

    private void requireField(String name, String at) {
        if (RecordFields.isReserved(name) || fields.type(name).isEmpty()) {
            error(at, "is not a known field");
        }
    }

    private void error(String at, String detail) {
        errors.add(new FieldError(at, detail));
    }
}
