package io.multilith.tck;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.Sort;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random steps on a collection of items: few ids and few values, so that they meet. */
final class Steps {
    private static final List<String> IDS = List.of("a", "B", "b", "a b", "\uFF5E", "😀");
    private static final List<String> NAMES = List.of("", "a", "A", "ab", "Ab%", "a_b", "é", "É", "\uFFFD", "😀b");
    private static final List<String> FIELDS = List.of("id", "name", "count", "price", "done", "day", "colour", "tags",
            "address");
    private static final List<String> SORTED = FIELDS.subList(0, 7);
    private static final Set<String> WHOLE = Set.of("tags", "address");
    private static final int MOST = 30;

    private Steps() {}

    /** What is done. */
    sealed interface Step {}

    /** Reads a record, to write it later, maybe too late. */
    record Look(String id) implements Step {}

    /** Writes a unit, each record from how it looked last. */
    record Unit(List<Change> changes) implements Step {}

    /** One write: nothing to be left removes the record. */
    record Change(String id, boolean patch, Optional<JsonObject> after) {}

    /** Lists. */
    record Find(Query query, Optional<String> after) implements Step {}

    static Arbitrary<Step> any() {
        return Arbitraries.frequencyOf(Tuple.of(3, id().map(Look::new)),
                Tuple.of(6, unit()), Tuple.of(5, find()));
    }

    private static Arbitrary<String> id() {
        return Arbitraries.of(IDS);
    }

    private static Arbitrary<Step> unit() {
        var change = Combinators.combine(id(), Arbitraries.of(true, false), item()).as((id, patch, item) -> new Change(
                id, patch, item.map(fields -> Json.createObjectBuilder().add("id", id)
                        .addAll(Json.createObjectBuilder(fields)).build())));
        return change.list().ofMinSize(1).ofMaxSize(3).uniqueElements(Change::id).map(Unit::new);
    }

    /** Without an id; absent for a removal. */
    private static Arbitrary<Optional<JsonObject>> item() {
        return Arbitraries.of(FIELDS.subList(1, FIELDS.size())).flatMap(field -> value(field).map(value -> Json
                .createObjectBuilder().add(field, value).build())).list().ofMaxSize(6).map(parts -> {
                    var item = Json.createObjectBuilder();
                    parts.forEach(part -> part.forEach(item::add));
                    return item.build();
                }).optional(0.85);
    }

    /** As JSON-B writes the field. */
    private static Arbitrary<JsonValue> value(String field) {
        return switch (field) {
            case "id" -> id().map(Json::createValue);
            case "name" -> Arbitraries.of(NAMES).map(Json::createValue);
            case "count" -> Arbitraries.of(-1L, 0L, 2L, 10L, Long.MAX_VALUE).map(Json::createValue);
            case "price" -> Arbitraries.of("0", "1.5", "1.50", "-2.25", "10", "100.0001")
                    .map(price -> Json.createValue(new BigDecimal(price)));
            case "done" -> Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE);
            case "day" -> Arbitraries.of("2025-12-31", "2026-01-01", "2026-10-01").map(Json::createValue);
            case "colour" -> Arbitraries.of(Item.Colour.class).map(colour -> Json.createValue(colour.name()));
            case "tags" -> Arbitraries.of("x", "y").list().ofMaxSize(2)
                    .map(tags -> Json.createArrayBuilder(tags).build());
            case "address" -> Arbitraries.of("Elm", "Oak")
                    .map(street -> Json.createObjectBuilder().add("street", street).build());
            default -> throw new AssertionError(field);
        };
    }

    private static Arbitrary<Step> find() {
        return Combinators.combine(condition(), sort(), Arbitraries.integers().between(0, MOST),
                Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 2)),
                Arbitraries.of(true, false), id().optional(0.3))
                .as((where, sort, limit, skip, counted, after) -> new Find(
                        new Query(where, sort, Optional.empty(), limit, skip, counted), after));
    }

    private static Arbitrary<List<Sort>> sort() {
        return Combinators.combine(Arbitraries.of(SORTED), Arbitraries.of(true, false)).as(Sort::new).list()
                .ofMaxSize(3).uniqueElements(Sort::field);
    }

    private static Arbitrary<Condition> condition() {
        return Arbitraries.lazyOf(Steps::comparison, Steps::comparison, Steps::in, Steps::search,
                () -> condition().list().ofMaxSize(3).map(Condition.And::new),
                () -> condition().list().ofMaxSize(3).map(Condition.Or::new));
    }

    private static Arbitrary<Condition> comparison() {
        return Arbitraries.of(FIELDS).flatMap(field -> WHOLE.contains(field)
                ? Combinators.combine(Arbitraries.of(Operator.EQ, Operator.NE), valueOrNone(field))
                        .as((operator, value) -> new Condition.Comparison(field, operator, value))
                : Combinators.combine(Arbitraries.of(Operator.class), valueOrNone(field))
                        .as((operator, value) -> new Condition.Comparison(field, operator, value)));
    }

    private static Arbitrary<JsonValue> valueOrNone(String field) {
        return value(field).injectNull(0.1).map(value -> value == null ? JsonValue.NULL : value);
    }

    private static Arbitrary<Condition> in() {
        return Arbitraries.of(FIELDS).flatMap(field -> Combinators
                .combine(valueOrNone(field).list().ofMaxSize(3), Arbitraries.of(true, false))
                .as((values, not) -> new Condition.In(field, values, not)));
    }

    private static Arbitrary<Condition> search() {
        return Arbitraries.of("", "A", "b", "%", "_", "É", "😀", "red")
                .map(text -> new Condition.Search(new LinkedHashSet<>(List.of("name", "colour")), text));
    }
}
