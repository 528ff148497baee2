package io.multilith.impl.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;

import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.entrypoint.EntrypointRegistry;
import io.multilith.impl.problem.Problems;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Makes entrypoints of methods by the binders that were discovered, one for each kind. */
final class Binders {
    private final Map<Class<?>, Binder> byKind = new HashMap<>();
    private final EntrypointRegistry registry;
    private final Problems problems;

    /** @param priority when its entrypoints are started */
    private record Binder(EntrypointBinder<Annotation> binder, int priority) {}

    Binders(Discovery discovery, BeanManager beans, EntrypointRegistry registry) {
        this.registry = registry;
        this.problems = discovery.problems();
        var owners = new LinkedHashMap<Class<?>, Bean<?>>();
        for (var bean : discovery.binders()) {
            var kind = Discovery.boundAnnotation(bean).orElseThrow();
            var other = owners.putIfAbsent(kind, bean);
            if (other != null) {
                problems.report(MESSAGES.twoBinders(other.getBeanClass().getName(), bean.getBeanClass().getName(),
                        kind.getSimpleName()));
            }
        }
        owners.forEach((kind, bean) -> byKind.put(kind, binder(bean, beans)));
    }

    @SuppressWarnings("unchecked")
    private static Binder binder(Bean<?> bean, BeanManager beans) {
        var type = bean.getTypes().stream().filter(
                candidate -> candidate instanceof ParameterizedType generic
                        && generic.getRawType() == EntrypointBinder.class)
                .findFirst().orElseThrow();
        var priority = bean.getBeanClass().getAnnotation(Priority.class);
        var binder = beans.getReference(bean, type, beans.createCreationalContext(bean));
        return new Binder((EntrypointBinder<Annotation>) binder,
                priority == null ? ObserverMethod.DEFAULT_PRIORITY : priority.value());
    }

    void bind(Annotation annotation, ServiceMethod method) {
        var kind = annotation.annotationType();
        var binder = byKind.get(kind);
        if (binder == null) {
            problems.report(MESSAGES.noBinder(kind.getSimpleName(), method.javaName(), kind.getSimpleName()));
            return;
        }
        var entrypoint = binder.binder().bind(new EntrypointMethod<>(annotation, method), problems);
        registry.add(method, kind.getSimpleName(), binder.priority(), entrypoint);
    }
}
