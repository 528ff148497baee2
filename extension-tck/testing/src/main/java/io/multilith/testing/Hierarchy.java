package io.multilith.testing;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a class has, of its own and of the classes above it. */
final class Hierarchy {
    private Hierarchy() {}

    static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass)
                .flatMap(one -> Arrays.stream(one.getDeclaredFields()));
    }
}
