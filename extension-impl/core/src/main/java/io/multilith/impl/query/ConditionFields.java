package io.multilith.impl.query;

import java.util.stream.Stream;

import io.multilith.resource.Condition;

/** The fields that a condition asks for. */
public final class ConditionFields {
    private ConditionFields() {}

    public static Stream<String> of(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.terms().stream().flatMap(ConditionFields::of);
        }
        if (condition instanceof Condition.Or or) {
            return or.terms().stream().flatMap(ConditionFields::of);
        }
        if (condition instanceof Condition.Comparison comparison) {
            return Stream.of(comparison.field());
        }
        if (condition instanceof Condition.In in) {
            return Stream.of(in.field());
        }
        if (condition instanceof Condition.Search search) {
            return search.fields().stream();
        }
        throw new AssertionError(condition);
    }
}
