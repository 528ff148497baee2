package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.BeanManager;

import static io.multilith.testing.TestingMessages.MESSAGES;

/** A {@link Substitute}, and the test that has it. */
record SubstituteField(Field field, Object test) {
    static List<SubstituteField> of(List<Object> tests) {
        return tests.stream().flatMap(test -> Hierarchy.fields(test.getClass())
                .filter(field -> field.isAnnotationPresent(Substitute.class))
                .map(field -> new SubstituteField(field, test))).toList();
    }

    Type type() {
        return field.getGenericType();
    }

    Set<Annotation> qualifiers(BeanManager beans) {
        return qualifiers(field, beans);
    }

    static Set<Annotation> qualifiers(Field field, BeanManager beans) {
        var found = Arrays.stream(field.getAnnotations()).filter(one -> beans.isQualifier(one.annotationType()))
                .collect(Collectors.toSet());
        return found.isEmpty() ? Set.of(Default.Literal.INSTANCE) : found;
    }

    /** Of a field without a value it is a mock from now on. */
    Object value() {
        try {
            field.setAccessible(true);
            if (field.get(test) == null) {
                field.set(test, Mocks.of(field.getType()).orElseThrow(() -> new IllegalStateException(
                        MESSAGES.noSubstitute(field.getDeclaringClass().getName() + "." + field.getName()))));
            }
            return field.get(test);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
