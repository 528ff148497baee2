package io.multilith.impl.rpc;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import jakarta.json.JsonValue;

/** Tells what nobody can change, so that caller and callee may share it. In doubt it is not. */
final class ImmutableValues {
    private static final Set<Class<?>> SCALARS = Set.of(String.class, Boolean.class, Byte.class, Short.class,
            Integer.class, Long.class, Float.class, Double.class, Character.class, BigInteger.class, BigDecimal.class,
            UUID.class, URI.class, Locale.class);
    private static final String TIME = "java.time";

    private ImmutableValues() {}

    static boolean contains(Object value) {
        return value == null || SCALARS.contains(value.getClass()) || value instanceof Enum<?>
                || value.getClass().getPackageName().equals(TIME) || value instanceof JsonValue
                || (value instanceof Record tuple && containsAll(tuple));
    }

    private static boolean containsAll(Record tuple) {
        return Arrays.stream(tuple.getClass().getRecordComponents()).allMatch(component -> {
            try {
                var accessor = component.getAccessor();
                return accessor.trySetAccessible() && contains(accessor.invoke(tuple));
            } catch (IllegalAccessException | InvocationTargetException unreadable) {
                return false;
            }
        });
    }
}
