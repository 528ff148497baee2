package io.multilith.impl.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;

/** Says where a request breaks the constraints of a Jakarta REST method: a parameter by its name, or a place of the body. */
final class Violations {
    private static final String REST = "jakarta.ws.rs.";

    private Violations() {}

    /** Whether the caller of the method is to blame: for its arguments, or for what a field of its class was given. */
    static boolean areOfArguments(ConstraintViolationException violated, Method method) {
        return violations(violated).findAny().isPresent() && violations(violated).allMatch(violation -> {
            var path = violation.getPropertyPath().iterator();
            return isOf(violation.getRootBeanClass(), method) && path.hasNext()
                    && isOfArguments(path.next(), path, method);
        });
    }

    static ProblemDetail problem(ConstraintViolationException violated) {
        return ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments", "The request has values that do not fit.",
                violations(violated).map(violation -> new FieldError(pointer(violation), violation.getMessage()))
                        .sorted((left, right) -> left.pointer().compareTo(right.pointer())).toList());
    }

    private static boolean isOf(Class<?> bean, Method method) {
        return bean != null && (method.getDeclaringClass().isAssignableFrom(bean)
                || bean.isAssignableFrom(method.getDeclaringClass()));
    }

    private static boolean isOfArguments(Path.Node first, Iterator<Path.Node> others, Method method) {
        if (first.getKind() != ElementKind.METHOD) {
            return first.getKind() == ElementKind.PROPERTY;
        }
        var second = first.getName().equals(method.getName()) && others.hasNext() ? others.next().getKind() : null;
        return second == ElementKind.PARAMETER || second == ElementKind.CROSS_PARAMETER;
    }

    private static String pointer(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        Method method = null;
        for (var node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = method(violation.getRootBeanClass(), node.as(Path.MethodNode.class));
            } else if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(Json.encodePointer(node.getKey().toString()));
            }
            var isNamed = node.getKind() == ElementKind.PROPERTY || (node.getKind() == ElementKind.PARAMETER
                    && !isBody(method, node.as(Path.ParameterNode.class)));
            if (isNamed) {
                pointer.append('/').append(Json.encodePointer(node.getName()));
            }
        }
        return pointer.toString();
    }

    /** The body is the parameter that Jakarta REST takes from nowhere else. */
    private static boolean isBody(Method method, Path.ParameterNode parameter) {
        return method != null && Arrays.stream(method.getParameterAnnotations()[parameter.getParameterIndex()])
                .map(Annotation::annotationType).noneMatch(type -> type.getName().startsWith(REST));
    }

    private static Method method(Class<?> type, Path.MethodNode node) {
        return Stream.<Class<?>>iterate(type, superclass -> superclass != null, Class::getSuperclass)
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(method -> method.getName().equals(node.getName())
                        && node.getParameterTypes().equals(Arrays.asList(method.getParameterTypes())))
                .findFirst().orElse(null);
    }

    private static Stream<ConstraintViolation<?>> violations(ConstraintViolationException violated) {
        return violated.getConstraintViolations() == null
                ? Stream.empty()
                : violated.getConstraintViolations().stream().map(violation -> violation);
    }
}
