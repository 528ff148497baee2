package io.multilith.impl.entrypoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Makes Java values of a call's arguments, or refuses the call with {@code bad-arguments}: the number and the names are
 * right, each value is of its parameter's type, and Bean Validation agrees.
 */
@ApplicationScoped
public class ArgumentReader {
    private final JsonCodec json;
    private final Optional<Validator> validator;

    /** For the client proxy only. */
    protected ArgumentReader() {
        json = null;
        validator = Optional.empty();
    }

    @Inject
    public ArgumentReader(JsonCodec json, Instance<Validator> validator) {
        this.json = json;
        this.validator = validator.stream().findFirst();
    }

    Object[] read(Invocation invocation, Object bean) {
        var method = invocation.method();
        try {
            var values = convert(method, invocation.arguments());
            validator.ifPresent(present -> validate(present, bean, method, values));
            return values;
        } catch (ProblemException refusal) {
            throw new RefusedArguments(refusal);
        }
    }

    private Object[] convert(ServiceMethod method, Arguments arguments) {
        if (arguments instanceof Arguments.Values java) {
            return java.values().toArray();
        }
        if (arguments instanceof Arguments.Positional positional) {
            return convertPositional(method, positional.values());
        }
        if (arguments instanceof Arguments.Named named) {
            return convertNamed(method, named);
        }
        throw new AssertionError(arguments);
    }

    private Object[] convertPositional(ServiceMethod method, List<JsonValue> values) {
        var parameters = method.parameters();
        if (values.size() != parameters.size()) {
            throw badArguments(method, List.of(new FieldError("/args",
                    "takes " + parameters.size() + " arguments, not " + values.size())));
        }
        return decode(method, values, "/args");
    }

    private Object[] convertNamed(ServiceMethod method, Arguments.Named named) {
        var names = method.parameters().stream().map(parameter -> parameter.getJavaParameter().getName()).toList();
        var errors = new ArrayList<FieldError>();
        names.stream().filter(name -> !named.values().containsKey(name))
                .forEach(name -> errors.add(new FieldError("/kwargs/" + name, "is missing")));
        named.values().keySet().stream().filter(name -> !names.contains(name)).sorted()
                .forEach(name -> errors.add(new FieldError("/kwargs/" + name, "is not a parameter")));
        if (!errors.isEmpty()) {
            throw badArguments(method, errors);
        }
        return decode(method, names.stream().map(named.values()::get).toList(), "/kwargs");
    }

    private Object[] decode(ServiceMethod method, List<JsonValue> values, String pointer) {
        var decoded = new Object[values.size()];
        var errors = new ArrayList<FieldError>();
        for (var i = 0; i < decoded.length; i++) {
            var parameter = method.parameters().get(i);
            var key = pointer.equals("/args") ? Integer.toString(i) : parameter.getJavaParameter().getName();
            try {
                decoded[i] = json.decode(values.get(i), parameter.getBaseType(), pointer + "/" + key);
            } catch (ProblemException unfit) {
                errors.addAll(unfit.problem().errors());
            }
        }
        if (!errors.isEmpty()) {
            throw badArguments(method, errors);
        }
        return decoded;
    }

    private static void validate(Validator validator, Object bean, ServiceMethod method, Object[] values) {
        var errors = validator.forExecutables().validateParameters(bean, method.method().getJavaMember(), values)
                .stream().map(ArgumentReader::fieldError).toList();
        if (!errors.isEmpty()) {
            throw badArguments(method, errors);
        }
    }

    private static FieldError fieldError(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder("/kwargs");
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PARAMETER
                    || node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return new FieldError(pointer.toString(), violation.getMessage());
    }

    private static ProblemException badArguments(ServiceMethod method, List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                "The arguments do not fit " + method.qualifiedName() + ".", errors));
    }
}
