package io.multilith.impl.json;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts types in the place of type variables. */
public final class GenericTypes {
    private GenericTypes() {}

    /**
     * A type that a class or one of its ancestors uses, as it is seen from the class. A variable that is still open, and a
     * wildcard, become what bounds them.
     */
    public static Type resolve(Type type, Class<?> seenFrom) {
        var variables = new HashMap<TypeVariable<?>, Type>();
        collect(seenFrom, variables);
        return substitute(type, variables);
    }

    /** What the variables of a generic type stand for. */
    static Map<TypeVariable<?>, Type> variables(ParameterizedType type) {
        var variables = new HashMap<TypeVariable<?>, Type>();
        collect(type, variables);
        return variables;
    }

    static Type substitute(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            var known = variables.get(variable);
            return known == null ? raw(variable.getBounds()[0]) : known;
        }
        if (type instanceof WildcardType wildcard) {
            return substitute(wildcard.getUpperBounds()[0], variables);
        }
        if (type instanceof GenericArrayType array) {
            var component = substitute(array.getGenericComponentType(), variables);
            return component instanceof Class<?> plain
                    ? Array.newInstance(plain, 0).getClass()
                    : new ArrayOf(component);
        }
        return type instanceof ParameterizedType generic
                ? new Parameterized((Class<?>) generic.getRawType(), Arrays.stream(generic.getActualTypeArguments())
                        .map(argument -> substitute(argument, variables)).toList())
                : type;
    }

    /** A collection of what an {@link Iterable} iterates: JSON-B makes no other. */
    static Type collection(Type iterable) {
        return iterable instanceof ParameterizedType generic
                ? new Parameterized(Collection.class, List.of(generic.getActualTypeArguments()))
                : Collection.class;
    }

    /** The class without its arguments. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }

    private static void collect(Type type, Map<TypeVariable<?>, Type> variables) {
        var raw = raw(type);
        if (type instanceof ParameterizedType generic) {
            for (var i = 0; i < raw.getTypeParameters().length; i++) {
                variables.put(raw.getTypeParameters()[i], substitute(generic.getActualTypeArguments()[i], variables));
            }
        }
        Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                .forEach(parent -> collect(parent, variables));
    }

    private record ArrayOf(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }
    }

    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }
}
