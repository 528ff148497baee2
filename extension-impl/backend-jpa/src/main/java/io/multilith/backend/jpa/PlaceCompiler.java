package io.multilith.backend.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;

import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.Sort;

/** Puts records in the order of a query, and begins after a place in it. For one use. */
final class PlaceCompiler {
    private static final Sort BY_ID = new Sort("id", false);

    private final CriteriaBuilder criteria;
    private final Columns columns;
    private final Map<String, EntityAttribute> attributes;
    private final List<Sort> sort;

    PlaceCompiler(CriteriaBuilder criteria, Columns columns, EntityShape shape, Query query) {
        this.criteria = criteria;
        this.columns = columns;
        this.attributes = shape.shown();
        this.sort = new ArrayList<>(query.sort());
        sort.add(BY_ID);
    }

    /** Whether the database has this order. */
    boolean isKnown() {
        return sort.stream().map(by -> attributes.get(by.field()))
                .allMatch(attribute -> attribute != null && attribute.kind() != AttributeKind.OTHER);
    }

    List<Order> order() {
        var order = new ArrayList<Order>();
        for (var by : sort) {
            var attribute = attributes.get(by.field());
            if (attribute.isNullable()) {
                order.add(order(columns.presence(attribute), by));
            }
            order.add(order(columns.order(attribute), by));
        }
        return order;
    }

    private Order order(jakarta.persistence.criteria.Expression<?> expression, Sort by) {
        return by.descending() ? criteria.desc(expression) : criteria.asc(expression);
    }

    /** Absent when the database cannot compare one of the place's values. */
    Optional<Predicate> after(JsonArray place) {
        var after = columns.none();
        for (var i = sort.size() - 1; i >= 0; i--) {
            var attribute = attributes.get(sort.get(i).field());
            var value = place.get(i);
            var read = attribute.kind().read(value, attribute.type());
            if (read.isEmpty() && value != JsonValue.NULL) {
                return Optional.empty();
            }
            after = criteria.or(beyond(attribute, sort.get(i).descending(), read),
                    criteria.and(same(attribute, read), after));
        }
        return Optional.of(after);
    }

    private Predicate beyond(EntityAttribute attribute, boolean descending, Optional<Object> value) {
        if (value.isEmpty()) {
            return descending ? columns.none() : columns.isThere(attribute);
        }
        var beyond = columns.compare(attribute, descending ? Operator.LT : Operator.GT, value.get());
        return descending ? criteria.or(beyond, columns.isMissing(attribute)) : beyond;
    }

    private Predicate same(EntityAttribute attribute, Optional<Object> value) {
        return value.map(known -> columns.isOneOf(attribute, List.of(known)))
                .orElseGet(() -> columns.isMissing(attribute));
    }
}
