package io.multilith.impl.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.Secrets;
import io.multilith.impl.json.SensitiveFields;
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

    /** What the worker pipeline tells after it has hidden the secrets of its call. */
    static ProblemDetail problem(ConstraintViolationException violated) {
        return ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments", "The request has values that do not fit.",
                violations(violated).map(Violations::error)
                        .sorted((left, right) -> left.pointer().compareTo(right.pointer())).toList());
    }

    /** Without secrets, of a call that has not reached the worker pipeline. */
    static ProblemDetail problem(ConstraintViolationException violated, JsonCodec json) {
        var texts = violations(violated).flatMap(violation -> texts(violation, json)).collect(Collectors.toSet());
        return Secrets.of(texts).hide(problem(violated));
    }

    private static Stream<String> texts(ConstraintViolation<?> violation, JsonCodec json) {
        var arguments = Optional.ofNullable(violation.getExecutableParameters()).map(Arrays::asList);
        return place(violation).method().flatMap(method -> arguments
                .map(values -> Secrets.texts(values, SensitiveFields.of(method), json).stream()))
                .orElse(Stream.empty());
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

    /** The message may hold the value: it is not told of what is sensitive. */
    private static FieldError error(ConstraintViolation<?> violation) {
        var place = place(violation);
        return place.covering().map(covering -> new FieldError(covering, "is not valid"))
                .orElseGet(() -> new FieldError(place.pointer(), violation.getMessage()));
    }

    private static Place place(ConstraintViolation<?> violation) {
        var within = new StringBuilder();
        Method method = null;
        Path.ParameterNode parameter = null;
        for (var node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = method(violation.getRootBeanClass(), node.as(Path.MethodNode.class));
            } else if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.as(Path.ParameterNode.class);
            } else {
                within.append(step(node));
            }
        }
        return new Place(Optional.ofNullable(method), Optional.ofNullable(parameter), within.toString());
    }

    private static String step(Path.Node node) {
        var step = new StringBuilder();
        if (node.getIndex() != null) {
            step.append('/').append(node.getIndex());
        } else if (node.getKey() != null) {
            step.append('/').append(Json.encodePointer(node.getKey().toString()));
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            step.append('/').append(Json.encodePointer(node.getName()));
        }
        return step.toString();
    }

    /**
     * Where a violation is.
     *
     * @param within
     *            the steps from the parameter on; without a parameter, from the object that has the method
     */
    private record Place(Optional<Method> method, Optional<Path.ParameterNode> parameter, String within) {
        String pointer() {
            return start() + within;
        }

        /** The sensitive place that this is in. */
        Optional<String> covering() {
            return method.flatMap(java -> parameter.flatMap(node -> {
                var argument = "/arguments/" + Json.encodePointer(node.getName());
                return SensitiveFields.of(java).covering(node.getParameterIndex(), argument + within)
                        .map(covering -> start() + covering.substring(argument.length()));
            }));
        }

        private String start() {
            return parameter.filter(node -> !isBody(method, node))
                    .map(node -> "/" + Json.encodePointer(node.getName())).orElse("");
        }
    }

    /** The body is the parameter that Jakarta REST takes from nowhere else. */
    private static boolean isBody(Optional<Method> method, Path.ParameterNode parameter) {
        return method.filter(java -> Arrays.stream(java.getParameterAnnotations()[parameter.getParameterIndex()])
                .map(Annotation::annotationType).noneMatch(type -> type.getName().startsWith(REST))).isPresent();
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
