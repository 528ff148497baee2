package io.multilith.backend.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.Parameter;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.ParameterExpression;

/** The values of one query, which reach the database as parameters only. For one thread. */
final class Bindings {
    private final List<Binding<?>> all = new ArrayList<>();
    private final CriteriaBuilder criteria;

    private record Binding<T>(ParameterExpression<T> parameter, T value) {
        void apply(Query query) {
            query.setParameter(parameter, value);
        }
    }

    Bindings(CriteriaBuilder criteria) {
        this.criteria = criteria;
    }

    <T> ParameterExpression<T> bind(Class<T> type, T value) {
        var parameter = criteria.parameter(type, "p" + all.size());
        all.add(new Binding<>(parameter, value));
        return parameter;
    }

    /** Only those that have a place in it: of a condition that was left out none has. */
    void apply(Query query) {
        var wanted = query.getParameters().stream().map(Parameter::getName).collect(Collectors.toSet());
        all.stream().filter(binding -> wanted.contains(binding.parameter().getName()))
                .forEach(binding -> binding.apply(query));
    }
}
