package io.multilith.impl.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

import io.multilith.entrypoint.EntrypointKind;
import io.multilith.impl.json.GenericTypes;

/**
 * The annotated methods of a class and its superclasses, as far as their annotations count. CDI lists more: the bridges of
 * the compiler, which have copies of annotations, and what is overridden, whose annotations nobody inherits.
 */
final class AnnotatedMethods {
    private AnnotatedMethods() {}

    static Stream<? extends AnnotatedMethod<?>> of(AnnotatedType<?> type) {
        var written = type.getMethods().stream().filter(method -> !method.getJavaMember().isSynthetic()).toList();
        var members = written.stream().map(AnnotatedMethod::getJavaMember).toList();
        return written.stream().filter(method -> !method.getAnnotations().isEmpty()).filter(method -> members.stream()
                .noneMatch(other -> overrides(other, method.getJavaMember(), type.getJavaClass())));
    }

    /** The annotations that make entrypoints of a method. */
    static List<Annotation> kinds(AnnotatedMethod<?> method) {
        return method.getAnnotations().stream()
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(EntrypointKind.class)).toList();
    }

    private static boolean overrides(Method method, Method inherited, Class<?> seenFrom) {
        var below = method.getDeclaringClass();
        var above = inherited.getDeclaringClass();
        return below != above && above.isAssignableFrom(below) && method.getName().equals(inherited.getName())
                && isVisible(inherited, below) && parameters(method, seenFrom).equals(parameters(inherited, seenFrom));
    }

    private static boolean isVisible(Method inherited, Class<?> below) {
        var modifiers = inherited.getModifiers();
        var isOpen = Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
        return !Modifier.isPrivate(modifiers)
                && (isOpen || inherited.getDeclaringClass().getPackageName().equals(below.getPackageName()));
    }

    /** As the class sees them: what is a variable above may be a type below. */
    private static List<Class<?>> parameters(Method method, Class<?> seenFrom) {
        return Stream.of(method.getGenericParameterTypes())
                .<Class<?>>map((Type type) -> GenericTypes.raw(GenericTypes.resolve(type, seenFrom))).toList();
    }
}
