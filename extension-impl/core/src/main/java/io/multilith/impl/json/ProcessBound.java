package io.multilith.impl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** Types whose objects are of use in their own process only: streams, functions, threads. They are no values, and have no JSON. */
public final class ProcessBound {
    private static final Set<Class<?>> BOUND = Set.of(AutoCloseable.class, Runnable.class, Callable.class, Thread.class,
            ClassLoader.class, Class.class, Iterator.class, Future.class, CompletionStage.class, Executor.class,
            Lock.class);
    private static final String FUNCTIONS = "java.util.function";

    private ProcessBound() {}

    /** The type itself, or what it consists of: elements, type arguments, components of records; empty for values. */
    public static Optional<Class<?>> in(Type type) {
        return in(type, new HashSet<>());
    }

    private static Optional<Class<?>> in(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            return first(
                    Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments())),
                    seen);
        }
        if (type instanceof GenericArrayType array) {
            return in(array.getGenericComponentType(), seen);
        }
        if (type instanceof WildcardType wildcard) {
            return first(Arrays.stream(wildcard.getUpperBounds()), seen);
        }
        return type instanceof Class<?> raw && seen.add(raw) ? inClass(raw, seen) : Optional.empty();
    }

    private static Optional<Class<?>> inClass(Class<?> type, Set<Class<?>> seen) {
        if (type.isArray()) {
            return in(type.getComponentType(), seen);
        }
        if (type.getPackageName().equals(FUNCTIONS) || BOUND.stream().anyMatch(bound -> bound.isAssignableFrom(type))) {
            return Optional.of(type);
        }
        return type.isRecord()
                ? first(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType), seen)
                : Optional.empty();
    }

    private static Optional<Class<?>> first(Stream<Type> types, Set<Class<?>> seen) {
        return types.flatMap(type -> in(type, seen).stream()).<Class<?>>map(found -> found).findFirst();
    }
}
