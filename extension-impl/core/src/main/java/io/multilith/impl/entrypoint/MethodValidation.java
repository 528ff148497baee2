package io.multilith.impl.entrypoint;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.problem.FieldError;

/** What Bean Validation demands of one method; nothing where there is no validator. Immutable. */
final class MethodValidation {
    private final Optional<Validator> ofParameters;
    private final Optional<Validator> ofResult;
    private final Method method;
    private final SensitiveFields sensitive;

    MethodValidation(ServiceMethod method, Class<?> service, SensitiveFields sensitive, Optional<Validator> validator) {
        this.method = method.method().getJavaMember();
        this.sensitive = sensitive;
        var demands = validator.map(present -> present.getConstraintsForClass(service)
                .getConstraintsForMethod(this.method.getName(), this.method.getParameterTypes()));
        ofParameters = validator.filter(present -> demands.filter(one -> one.hasConstrainedParameters()).isPresent()
                || hasInnerAnnotations(this.method.getAnnotatedParameterTypes()));
        ofResult = validator.filter(present -> demands.filter(one -> one.hasConstrainedReturnValue()).isPresent()
                || hasInnerAnnotations(this.method.getAnnotatedReturnType()));
    }

    /** Constraints of elements, as in {@code List<@Valid Order>}, are not all told of by the method's description. */
    private static boolean hasInnerAnnotations(AnnotatedType... types) {
        return Arrays.stream(types).filter(AnnotatedParameterizedType.class::isInstance)
                .flatMap(type -> Arrays
                        .stream(((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()))
                .anyMatch(argument -> argument.getAnnotations().length > 0 || hasInnerAnnotations(argument));
    }

    List<FieldError> errors(Object bean, Object[] values) {
        return ofParameters.map(validator -> validator.forExecutables().validateParameters(bean, method, values)
                .stream().map(this::fieldError)
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail)).toList())
                .orElse(List.of());
    }

    /**
     * Returns the result.
     *
     * @throws ConstraintViolationException
     *             if the method broke its word: a fault of this side
     */
    Object checked(Object bean, Object result) {
        if (ofResult.isPresent()) {
            var violations = ofResult.get().forExecutables().validateReturnValue(bean, method, result);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
        }
        return result;
    }

    /** The message may hold the value: it is not told of what is sensitive. */
    private FieldError fieldError(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder("/kwargs");
        var parameter = -1;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(Json.encodePointer(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.as(Path.ParameterNode.class).getParameterIndex();
                pointer.append('/').append(Json.encodePointer(node.getName()));
            } else if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(Json.encodePointer(node.getName()));
            }
        }
        var covering = parameter < 0 ? Optional.<String>empty() : sensitive.covering(parameter, pointer.toString());
        return covering.map(place -> new FieldError(place, "is not valid"))
                .orElseGet(() -> new FieldError(pointer.toString(), violation.getMessage()));
    }
}
