package io.multilith.impl.json;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The members that JSON-B writes of an object of a class, by their names in JSON: components, public fields, getters. */
final class WrittenMembers {
    private WrittenMembers() {}

    static Map<String, Type> of(Type type) {
        var raw = GenericTypes.raw(type);
        var members = raw.isRecord() ? JsonMembers.ofRecord(raw) : ofBean(raw);
        if (type instanceof ParameterizedType generic) {
            var variables = GenericTypes.variables(generic);
            members.replaceAll((name, member) -> GenericTypes.substitute(member, variables));
        } else {
            members.replaceAll((name, member) -> GenericTypes.resolve(member, raw));
        }
        return members;
    }

    private static Map<String, Type> ofBean(Class<?> type) {
        var members = new HashMap<String, Type>();
        var fields = JsonMembers.fields(type);
        fields.values().stream()
                .filter(field -> Modifier.isPublic(field.getModifiers()) && !JsonMembers.isTransient(field))
                .forEach(field -> members.put(JsonMembers.name(field.getName(), field),
                        JsonMembers.type(field.getGenericType(), field)));
        Arrays.stream(type.getMethods()).filter(WrittenMembers::isGetter).forEach(getter -> {
            var property = property(getter);
            var places = Stream.of(getter, fields.get(property)).filter(place -> place != null)
                    .toArray(AnnotatedElement[]::new);
            if (!JsonMembers.isTransient(places)) {
                members.put(JsonMembers.name(property, places),
                        JsonMembers.type(getter.getGenericReturnType(), places));
            }
        });
        return members;
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()) && !method.isBridge()
                && method.getReturnType() != void.class && method.getDeclaringClass() != Object.class
                && (method.getName().matches("get[A-Z].*")
                        || (method.getName().matches("is[A-Z].*") && JsonTypes.isBoolean(method.getReturnType())));
    }

    private static String property(Method getter) {
        var name = getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
