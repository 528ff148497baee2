package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;

import static io.multilith.testing.TestingMessages.MESSAGES;

/** Serves each injection point of a service with a substitute, else with a mock: one for all points of a type. */
final class Substitution implements Extension {
    private final Class<?> service;
    private final List<Given> substitutes;
    private final Map<Point, Object> injected = new LinkedHashMap<>();
    private Optional<IllegalArgumentException> problem = Optional.empty();

    private record Point(Type type, Set<Annotation> qualifiers) {
        Class<?> raw() {
            return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        }
    }

    Substitution(Class<?> service, List<Given> substitutes) {
        this.service = service;
        this.substitutes = List.copyOf(substitutes);
    }

    void collect(@Observes ProcessInjectionPoint<?, ?> event) {
        var point = event.getInjectionPoint();
        if (point.getBean() == null || point.getBean().getBeanClass() == service) {
            injected.put(new Point(point.getType(), Set.copyOf(point.getQualifiers())), service);
        }
    }

    /** Nothing is made yet. */
    void serve(@Observes AfterBeanDiscovery event) {
        try {
            choose();
        } catch (IllegalArgumentException mistake) {
            problem = Optional.of(mistake);
            return;
        }
        injected.forEach((point, object) -> event.<Object>addBean().types(point.type(), Object.class)
                .qualifiers(point.qualifiers()).scope(Dependent.class).id("substitute:" + point)
                .createWith(context -> object));
    }

    private void choose() {
        substitutes.stream().filter(given -> injected.keySet().stream().noneMatch(point -> fits(given, point)))
                .findFirst().ifPresent(unused -> {
                    throw new IllegalArgumentException(
                            MESSAGES.unusedSubstitute(unused.place(), service.getSimpleName(), points()));
                });
        var mocks = new HashMap<Class<?>, Object>();
        injected.replaceAll((point, none) -> given(point)
                .orElseGet(() -> mocks.computeIfAbsent(point.raw(), type -> mock(point))));
    }

    /** Why the service cannot be made. */
    Optional<IllegalArgumentException> problem() {
        return problem;
    }

    /** The one that says most of the point; of several the last. */
    private Optional<Object> given(Point point) {
        return substitutes.stream().filter(given -> fits(given, point))
                .reduce((one, other) -> Comparator.<Given>comparingInt(given -> given.qualifiers().size())
                        .compare(one, other) > 0 ? one : other)
                .map(Given::substitute);
    }

    private static boolean fits(Given given, Point point) {
        return given.fits(point.raw(), point.qualifiers());
    }

    private Object mock(Point point) {
        return Mocks.of(point.raw()).map(Object.class::cast).orElseThrow(() -> new IllegalArgumentException(
                MESSAGES.notSubstituted(service.getSimpleName(), point.raw().getSimpleName(), points())));
    }

    Optional<Object> find(Class<?> type, Set<Annotation> qualifiers) {
        return injected.entrySet().stream().filter(entry -> entry.getKey().raw() == type
                && entry.getKey().qualifiers().containsAll(qualifiers)).map(Map.Entry::getValue).findFirst();
    }

    List<String> points() {
        return injected.keySet().stream().map(point -> point.raw().getSimpleName()).distinct().toList();
    }
}
