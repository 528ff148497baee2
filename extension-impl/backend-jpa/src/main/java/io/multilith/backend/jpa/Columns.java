package io.multilith.backend.jpa;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;

import io.multilith.resource.Condition.Operator;
import io.multilith.resource.JsonOrder;

/** The attributes of an entity in one query: how each is compared and put in order as its JSON is. For one thread. */
final class Columns {
    private final CriteriaBuilder criteria;
    private final Root<?> root;
    private final Database database;
    private final Bindings bindings;
    private final Path<Object> id;

    Columns(CriteriaBuilder criteria, Root<?> root, EntityShape shape, Database database, Bindings bindings) {
        this.criteria = criteria;
        this.root = root;
        this.database = database;
        this.bindings = bindings;
        this.id = root.get(shape.id().name());
    }

    <T> Path<T> path(EntityAttribute attribute) {
        return root.get(attribute.name());
    }

    /** An id is always there. */
    Predicate none() {
        return criteria.isNull(id);
    }

    Predicate all() {
        return criteria.isNotNull(id);
    }

    Predicate isMissing(EntityAttribute attribute) {
        return attribute.isNullable() ? criteria.isNull(path(attribute)) : none();
    }

    Predicate isThere(EntityAttribute attribute) {
        return attribute.isNullable() ? criteria.isNotNull(path(attribute)) : all();
    }

    Predicate isOneOf(EntityAttribute attribute, List<Object> values) {
        if (attribute.kind() == AttributeKind.BOOLEAN) { // of which not every provider has a parameter in a list
            return values.stream().distinct().map(value -> is(attribute, value)).reduce(criteria::or)
                    .orElseGet(this::none);
        }
        return values.isEmpty()
                ? none()
                : path(attribute)
                        .in(values.stream().map(value -> bind(attribute, value)).toArray(Expression<?>[]::new));
    }

    private Predicate is(EntityAttribute attribute, Object value) {
        return Boolean.TRUE.equals(value) ? criteria.isTrue(path(attribute)) : criteria.isFalse(path(attribute));
    }

    /** Also where there is no value. */
    Predicate isNoneOf(EntityAttribute attribute, List<Object> values) {
        if (values.isEmpty()) {
            return all();
        }
        var other = criteria.not(isOneOf(attribute, values));
        return attribute.isNullable() ? criteria.or(criteria.isNull(path(attribute)), other) : other;
    }

    Expression<String> bind(String text) {
        return bindings.bind(String.class, text);
    }

    @SuppressWarnings("unchecked")
    private Expression<Object> bind(EntityAttribute attribute, Object value) {
        return bindings.bind((Class<Object>) attribute.type(), value);
    }

    /** Smaller, greater; never where there is no value. */
    Predicate compare(EntityAttribute attribute, Operator operator, Object value) {
        return switch (attribute.kind()) {
            case TEXT -> compare(bytes(path(attribute)), operator,
                    bytes(bind((String) value)));
            case BOOLEAN -> isOneOf(attribute, among(Stream.of(false, true), operator, value,
                    Comparator.comparing(Boolean.class::cast)));
            case CONSTANT ->
                isOneOf(attribute, among(Arrays.stream(attribute.type().getEnumConstants()), operator, value,
                        Comparator.comparing(Columns::name, JsonOrder::compareTexts)));
            case INTEGER, DECIMAL, DOUBLE, DAY, MOMENT, UUID ->
                compare(path(attribute), operator, bind(attribute, value));
            case OTHER -> throw new AssertionError(attribute.name());
        };
    }

    private static List<Object> among(Stream<?> values, Operator operator, Object value, Comparator<Object> order) {
        return values.map(Object.class::cast).filter(candidate -> {
            var difference = order.compare(candidate, value);
            return switch (operator) {
                case EQ -> difference == 0;
                case NE -> difference != 0;
                case LT -> difference < 0;
                case LTE -> difference <= 0;
                case GT -> difference > 0;
                case GTE -> difference >= 0;
            };
        }).toList();
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the types of attributes are known when it runs, not before
    private Predicate compare(Expression one, Operator operator, Expression other) {
        return switch (operator) {
            case EQ -> criteria.equal(one, other);
            case NE -> criteria.notEqual(one, other);
            case LT -> criteria.lessThan(one, other);
            case LTE -> criteria.lessThanOrEqualTo(one, other);
            case GT -> criteria.greaterThan(one, other);
            case GTE -> criteria.greaterThanOrEqualTo(one, other);
        };
    }

    private Expression<byte[]> bytes(Expression<String> text) {
        return database.bytes(criteria, text);
    }

    /** By what records are put in order. */
    Expression<?> order(EntityAttribute attribute) {
        return switch (attribute.kind()) {
            case TEXT -> bytes(path(attribute));
            case CONSTANT -> rank(attribute);
            case INTEGER, DECIMAL, DOUBLE, BOOLEAN, DAY, MOMENT, UUID -> path(attribute);
            case OTHER -> throw new AssertionError(attribute.name());
        };
    }

    private Expression<Integer> rank(EntityAttribute attribute) {
        var names = Arrays.stream(attribute.type().getEnumConstants())
                .sorted(Comparator.comparing(Columns::name, JsonOrder::compareTexts)).toList();
        var rank = criteria.<Integer>selectCase();
        for (var i = 0; i < names.size(); i++) {
            rank = rank.when(criteria.equal(path(attribute), bind(attribute, names.get(i))), i);
        }
        return rank.otherwise(names.size());
    }

    /** Whether there is a value: those without come first. */
    Expression<Integer> presence(EntityAttribute attribute) {
        return criteria.<Integer>selectCase().when(criteria.isNull(path(attribute)), 0).otherwise(1);
    }
}
