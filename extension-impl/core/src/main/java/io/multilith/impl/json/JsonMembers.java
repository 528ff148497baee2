package io.multilith.impl.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;

/**
 * The members that JSON-B reads into an object of a class, by their names in JSON: the parameters of its creator, or its
 * public fields and setters. A member with a format or adapter of its own may be any JSON.
 */
final class JsonMembers {
    private static final List<Class<? extends Annotation>> OWN_WAYS = List.of(JsonbTypeAdapter.class,
            JsonbTypeDeserializer.class, JsonbTypeInfo.class, JsonbDateFormat.class, JsonbNumberFormat.class);
    private static final ClassValue<Boolean> TOLD = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return OWN_WAYS.stream().noneMatch(type::isAnnotationPresent);
        }
    };
    private static final ClassValue<Map<String, Type>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<String, Type> computeValue(Class<?> type) {
            return Map.copyOf(find(type));
        }
    };

    private JsonMembers() {}

    /** Whether the members can be told from the class. */
    static boolean areTold(Class<?> type) {
        return TOLD.get(type);
    }

    static Map<String, Type> of(Class<?> type) {
        return KNOWN.get(type);
    }

    static Map<String, Type> of(ParameterizedType type) {
        var variables = GenericTypes.variables(type);
        var members = new HashMap<String, Type>();
        of(GenericTypes.raw(type))
                .forEach((name, member) -> members.put(name, GenericTypes.substitute(member, variables)));
        return members;
    }

    /** The members that have an annotation, at a record's component, a field or a setter. */
    static Set<String> marked(Class<?> type, Class<? extends Annotation> mark) {
        var marked = new HashSet<String>();
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).filter(component -> component.isAnnotationPresent(mark))
                    .forEach(component -> marked.add(name(component.getName(), component.getAccessor())));
        } else {
            fields(type).values().stream().filter(field -> field.isAnnotationPresent(mark))
                    .forEach(field -> marked.add(name(field.getName(), field)));
            Arrays.stream(type.getMethods()).filter(JsonMembers::isSetter)
                    .filter(setter -> setter.isAnnotationPresent(mark))
                    .forEach(setter -> marked.add(name(property(setter), setter)));
        }
        return Set.copyOf(marked);
    }

    /** The names that the members have in Java, by those in JSON. */
    static Map<String, String> javaNames(Class<?> type) {
        var names = new HashMap<String, String>();
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).forEach(component -> names
                    .put(name(component.getName(), component.getAccessor()), component.getName()));
            return names;
        }
        var fields = fields(type);
        fields.values().forEach(field -> names.put(name(field.getName(), field), field.getName()));
        Arrays.stream(type.getMethods()).filter(JsonMembers::isSetter).forEach(setter -> names
                .put(name(property(setter), places(setter, fields)), property(setter)));
        return names;
    }

    private static Map<String, Type> find(Class<?> type) {
        return creator(type).map(JsonMembers::ofParameters)
                .orElseGet(() -> type.isRecord() ? ofRecord(type) : ofBean(type));
    }

    private static Optional<Executable> creator(Class<?> type) {
        return Stream.<Executable>concat(Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
                .filter(executable -> executable.isAnnotationPresent(JsonbCreator.class)).findFirst();
    }

    private static Map<String, Type> ofParameters(Executable creator) {
        var members = new HashMap<>(ofBean(creator.getDeclaringClass()));
        Arrays.stream(creator.getParameters()).forEach(parameter -> members
                .put(name(parameter.getName(), parameter), type(parameter.getParameterizedType(), parameter)));
        return members;
    }

    static Map<String, Type> ofRecord(Class<?> type) {
        var members = new HashMap<String, Type>();
        for (var component : type.getRecordComponents()) {
            members.put(name(component.getName(), component.getAccessor()),
                    type(component.getGenericType(), component.getAccessor()));
        }
        return members;
    }

    private static Map<String, Type> ofBean(Class<?> type) {
        var members = new HashMap<String, Type>();
        var fields = fields(type);
        fields.values().stream().filter(field -> Modifier.isPublic(field.getModifiers()) && !isTransient(field))
                .forEach(field -> members.put(name(field.getName(), field), type(field.getGenericType(), field)));
        Arrays.stream(type.getMethods()).filter(JsonMembers::isSetter).forEach(setter -> {
            var places = places(setter, fields);
            if (!isTransient(places)) {
                members.put(name(property(setter), places), type(setter.getGenericParameterTypes()[0], places));
            }
        });
        return resolved(members, type);
    }

    private static AnnotatedElement[] places(Method setter, Map<String, Field> fields) {
        return Stream.of(setter, fields.get(property(setter))).filter(place -> place != null)
                .toArray(AnnotatedElement[]::new);
    }

    /** Inherited members may have the types that the class gives its ancestors. */
    private static Map<String, Type> resolved(Map<String, Type> members, Class<?> type) {
        if (type.getTypeParameters().length == 0) {
            members.replaceAll((name, member) -> GenericTypes.resolve(member, type));
        }
        return members;
    }

    static Map<String, Field> fields(Class<?> type) {
        var fields = new HashMap<String, Field>();
        for (var owner = type; owner != null; owner = owner.getSuperclass()) {
            Arrays.stream(owner.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(field -> fields.putIfAbsent(field.getName(), field));
        }
        return fields;
    }

    private static boolean isSetter(Method method) {
        return method.getParameterCount() == 1 && !Modifier.isStatic(method.getModifiers()) && !method.isBridge()
                && method.getName().matches("set[A-Z].*");
    }

    private static String property(Method setter) {
        var name = setter.getName().substring(3);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static String name(String javaName, AnnotatedElement... places) {
        return Arrays.stream(places).map(place -> place.getAnnotation(JsonbProperty.class))
                .filter(property -> property != null && !property.value().isEmpty()).map(JsonbProperty::value)
                .findFirst().orElse(javaName);
    }

    static Type type(Type declared, AnnotatedElement... places) {
        return OWN_WAYS.stream()
                .anyMatch(way -> Arrays.stream(places).anyMatch(place -> place.isAnnotationPresent(way)))
                        ? Object.class
                        : declared;
    }

    static boolean isTransient(AnnotatedElement... places) {
        return Arrays.stream(places).anyMatch(place -> place.isAnnotationPresent(JsonbTransient.class));
    }
}
