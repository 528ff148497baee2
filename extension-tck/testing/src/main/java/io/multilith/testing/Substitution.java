package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;

import org.mockito.Mockito;

/** Serves each injection point of a service with a substitute, else with a mock. */
final class Substitution implements Extension {
    private final Class<?> service;
    private final Map<Class<?>, Object> substitutes;
    private final Map<Class<?>, Object> injected = new LinkedHashMap<>();
    private final Set<Point> points = new LinkedHashSet<>();

    private record Point(Type type, Set<Annotation> qualifiers) {
        Class<?> raw() {
            return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        }
    }

    Substitution(Class<?> service, Map<Class<?>, Object> substitutes) {
        this.service = service;
        this.substitutes = Map.copyOf(substitutes);
    }

    void collect(@Observes ProcessInjectionPoint<?, ?> event) {
        var point = event.getInjectionPoint();
        if (point.getBean() == null || point.getBean().getBeanClass() == service) {
            points.add(point(point));
        }
    }

    void serve(@Observes AfterBeanDiscovery event) {
        for (var point : points) {
            var object = injected.computeIfAbsent(point.raw(), this::substituteOrMock);
            event.<Object>addBean().types(point.type(), Object.class).qualifiers(point.qualifiers())
                    .scope(Dependent.class).id("substitute:" + point).createWith(context -> object);
        }
    }

    /** A substitute that was injected nowhere. */
    Optional<Class<?>> unused() {
        return substitutes.keySet().stream().filter(type -> !injected.containsKey(type)).findFirst();
    }

    Optional<Object> find(Class<?> type) {
        return Optional.ofNullable(injected.get(type));
    }

    List<String> points() {
        var names = new ArrayList<String>();
        injected.keySet().forEach(type -> names.add(type.getSimpleName()));
        return names;
    }

    private Object substituteOrMock(Class<?> type) {
        return substitutes.containsKey(type) ? substitutes.get(type) : Mockito.mock(type);
    }

    private static Point point(InjectionPoint point) {
        return new Point(point.getType(), Set.copyOf(point.getQualifiers()));
    }
}
