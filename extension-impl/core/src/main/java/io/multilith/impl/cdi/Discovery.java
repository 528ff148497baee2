package io.multilith.impl.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.problem.Problems;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceHook;

/** What was found in the application, before anything is made of it. */
final class Discovery {
    private final List<Declaration> services = new ArrayList<>();
    private final List<Declaration> collections = new ArrayList<>();
    private final List<AnnotatedType<?>> others = new ArrayList<>();
    private final List<Bean<?>> binders = new ArrayList<>();
    private final List<Bean<?>> backends = new ArrayList<>();
    private final List<Bean<?>> hooks = new ArrayList<>();
    private final List<Bean<?>> entrypoints = new ArrayList<>();
    private final Map<ClientKey, InjectionPoint> clients = new LinkedHashMap<>();
    private final Set<String> roles = new HashSet<>();
    private final Problems problems = new Problems();

    /** A bean with a name of its own. */
    record Declaration(String name, Bean<?> bean, AnnotatedType<?> type) {}

    /** Injection points that one client can serve. */
    record ClientKey(Annotation qualifier, Type type) {}

    void addService(Bean<?> bean, AnnotatedType<?> type) {
        services.add(new Declaration(type.getAnnotation(ServiceEntrypoint.class).value(), bean, type));
    }

    void addCollection(Bean<?> bean, AnnotatedType<?> type) {
        collections.add(new Declaration(type.getAnnotation(ResourceCollection.class).value(), bean, type));
    }

    /** Named on a type or one of its methods. */
    void addRoles(AnnotatedType<?> type) {
        Optional.ofNullable(type.getAnnotation(DeclareRoles.class)).map(DeclareRoles::value).map(List::of)
                .ifPresent(roles::addAll);
        Stream.concat(Stream.of(type), type.getMethods().stream())
                .map(annotated -> annotated.getAnnotation(RolesAllowed.class)).filter(Objects::nonNull)
                .map(RolesAllowed::value).map(List::of).forEach(roles::addAll);
    }

    Set<String> roles() {
        return roles;
    }

    void addOther(AnnotatedType<?> type) {
        others.add(type);
    }

    void addBean(Bean<?> bean) {
        if (boundAnnotation(bean).isPresent()) {
            binders.add(bean);
        }
        if (bean.getTypes().contains(ResourceBackend.class)) {
            backends.add(bean);
        }
        if (typeArgument(bean, ResourceHook.class).isPresent()) {
            hooks.add(bean);
        }
        if (bean.getTypes().contains(Entrypoint.class)) {
            entrypoints.add(bean);
        }
    }

    void addClient(Annotation qualifier, InjectionPoint point) {
        clients.putIfAbsent(new ClientKey(qualifier, point.getType()), point);
    }

    List<Declaration> services() {
        return services;
    }

    List<Declaration> collections() {
        return collections;
    }

    /** Beans that are neither; an entrypoint annotation on one of them is a mistake. */
    List<AnnotatedType<?>> others() {
        return others;
    }

    List<Bean<?>> binders() {
        return binders;
    }

    List<Bean<?>> backends() {
        return backends;
    }

    List<Bean<?>> hooks() {
        return hooks;
    }

    /** Beans that are themselves started and stopped with the application. */
    List<Bean<?>> entrypoints() {
        return entrypoints;
    }

    Map<ClientKey, InjectionPoint> clients() {
        return clients;
    }

    Problems problems() {
        return problems;
    }

    /** The annotation that a binder is for, from its type argument. */
    static Optional<Class<?>> boundAnnotation(Bean<?> bean) {
        return typeArgument(bean, EntrypointBinder.class).filter(Class.class::isInstance)
                .<Class<?>>map(type -> (Class<?>) type);
    }

    /** What a bean is a generic type of. */
    static Optional<Type> typeArgument(Bean<?> bean, Class<?> generic) {
        return bean.getTypes().stream()
                .filter(type -> type instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == generic)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0]).findFirst();
    }
}
