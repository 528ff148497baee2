package io.multilith.backend.jpa;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.json.JsonValue;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;

/**
 * Makes a predicate of a condition that holds for all records for which the condition does. What the database would not
 * compare as JSON is left out; the predicate then holds for others, too. For one use.
 */
final class ConditionCompiler {
    private static final char ESCAPE = '!';
    /** What becomes an ASCII letter in lower case and is none; the rest of Unicode stays apart. */
    private static final String KELVIN = "\u212a";
    private static final String DOTTED_I = "\u0130";
    private static final String LOWER_DOTTED_I = "i\u0307";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + KELVIN;
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyzk";

    private final CriteriaBuilder criteria;
    private final Columns columns;
    private final Map<String, EntityAttribute> attributes;
    private boolean isExact = true;

    ConditionCompiler(CriteriaBuilder criteria, Columns columns, Map<String, EntityAttribute> attributes) {
        this.criteria = criteria;
        this.columns = columns;
        this.attributes = attributes;
    }

    /** Whether what was compiled holds for no other records. */
    boolean isExact() {
        return isExact;
    }

    /** Absent when it holds for every record. */
    Optional<Predicate> compile(Condition condition) {
        var compiled = compileOne(condition);
        isExact &= compiled.isPresent() || condition instanceof Condition.And;
        return compiled;
    }

    private Optional<Predicate> compileOne(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.terms().stream().map(this::compile).flatMap(Optional::stream).reduce(criteria::and);
        }
        if (condition instanceof Condition.Or or) {
            return compileOr(or);
        }
        if (condition instanceof Condition.Comparison comparison) {
            return attribute(comparison.field()).flatMap(attribute -> compare(attribute, comparison));
        }
        if (condition instanceof Condition.In in) {
            return attribute(in.field()).flatMap(attribute -> among(attribute, in.values(), in.not()));
        }
        if (condition instanceof Condition.Search search) {
            return search(search);
        }
        throw new AssertionError(condition);
    }

    private Optional<Predicate> compileOr(Condition.Or or) {
        var terms = or.terms().stream().map(this::compile).toList();
        if (terms.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(terms.stream().flatMap(Optional::stream).reduce(criteria::or).orElseGet(columns::none));
    }

    private Optional<EntityAttribute> attribute(String field) {
        return Optional.ofNullable(attributes.get(field)).filter(known -> known.kind() != AttributeKind.OTHER);
    }

    private Optional<Predicate> compare(EntityAttribute attribute, Condition.Comparison comparison) {
        var operator = comparison.operator();
        if (operator == Operator.EQ || operator == Operator.NE) {
            return among(attribute, List.of(comparison.value()), operator == Operator.NE);
        }
        if (comparison.value() == JsonValue.NULL) {
            return Optional.of(columns.none());
        }
        return attribute.kind().read(comparison.value(), attribute.type())
                .map(value -> columns.compare(attribute, operator, value));
    }

    private Optional<Predicate> among(EntityAttribute attribute, List<JsonValue> values, boolean not) {
        var hasNull = values.contains(JsonValue.NULL);
        var read = values.stream().filter(value -> value != JsonValue.NULL)
                .map(value -> attribute.kind().read(value, attribute.type())).toList();
        if (read.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var known = read.stream().flatMap(Optional::stream).toList();
        if (not) {
            var none = columns.isNoneOf(attribute, known);
            return Optional.of(hasNull ? criteria.and(columns.isThere(attribute), none) : none);
        }
        var some = columns.isOneOf(attribute, known);
        return Optional.of(hasNull ? criteria.or(columns.isMissing(attribute), some) : some);
    }

    /** Exact for ASCII; of other characters it is left open which they are, since no two databases have the same lower case. */
    private Optional<Predicate> search(Condition.Search search) {
        var text = search.text().toLowerCase(Locale.ROOT);
        isExact &= text.chars().allMatch(c -> c > 0 && c < 128);
        var pattern = text.codePoints().mapToObj(ConditionCompiler::pattern).collect(Collectors.joining("", "%", "%"));
        var fields = search.fields().stream().map(attributes::get).filter(Objects::nonNull).toList();
        if (fields.stream().anyMatch(field -> field.kind() != AttributeKind.TEXT)) {
            return Optional.empty();
        }
        return Optional.of(fields.stream().map(field -> criteria.like(lower(field), columns.bind(pattern), ESCAPE))
                .reduce(criteria::or).orElseGet(columns::none));
    }

    private static String pattern(int c) {
        if (c == 0 || c >= 128) {
            return "%";
        }
        return c == '%' || c == '_' || c == ESCAPE ? "" + ESCAPE + (char) c : String.valueOf((char) c);
    }

    private jakarta.persistence.criteria.Expression<String> lower(EntityAttribute field) {
        var plain = criteria.function("replace", String.class, columns.path(field), columns.bind(DOTTED_I),
                columns.bind(LOWER_DOTTED_I));
        return criteria.function("translate", String.class, plain, columns.bind(UPPER), columns.bind(LOWER));
    }
}
