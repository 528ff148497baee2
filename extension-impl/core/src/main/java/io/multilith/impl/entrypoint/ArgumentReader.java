package io.multilith.impl.entrypoint;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;

/**
 * Makes Java values of the arguments of one method's calls, or tells what is wrong with them: the number and the names are
 * right, each value is of its parameter's type. Immutable.
 */
final class ArgumentReader {
    private final List<Parameter> parameters;
    private final Set<String> names;
    private final SensitiveFields sensitive;
    private final JsonCodec json;

    ArgumentReader(ServiceMethod method, Class<?> service, SensitiveFields sensitive, JsonCodec json) {
        this.sensitive = sensitive;
        this.json = json;
        parameters = method.parameters().stream()
                .map(parameter -> Parameter.of(method, parameter, service, json)).toList();
        names = parameters.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Adds what is wrong to the errors; without any, the values are as the method takes them. */
    Object[] read(Arguments arguments, List<FieldError> errors) {
        if (arguments instanceof Arguments.Values java) {
            return java.values().toArray();
        }
        if (arguments instanceof Arguments.Positional positional) {
            return readPositional(positional.values(), errors);
        }
        if (arguments instanceof Arguments.Named named) {
            return readNamed(named, errors);
        }
        throw new AssertionError(arguments);
    }

    private Object[] readPositional(List<JsonValue> values, List<FieldError> errors) {
        var size = parameters.size();
        var takesRest = size > 0 && parameters.get(size - 1).takesRest();
        if (values.size() < required() || (values.size() > size && !takesRest)) {
            errors.add(new FieldError("/args", "takes " + counts(takesRest) + " arguments, not " + values.size()));
            return new Object[0];
        }
        var decoded = new Object[size];
        for (var i = 0; i < size; i++) {
            var parameter = parameters.get(i);
            decoded[i] = parameter.takesRest() && !isTheArray(values, i, element(parameter))
                    ? rest(values, i, errors)
                    : decode(i, i < values.size() ? values.get(i) : parameter.missing().orElseThrow(),
                            parameter.type(), "/args/" + i, errors);
        }
        return decoded;
    }

    private Object[] readNamed(Arguments.Named named, List<FieldError> errors) {
        var decoded = new Object[parameters.size()];
        for (var i = 0; i < decoded.length; i++) {
            var parameter = parameters.get(i);
            var value = named.values().get(parameter.name());
            var pointer = "/kwargs/" + parameter.name();
            if (value == null && parameter.missing().isEmpty()) {
                errors.add(new FieldError(pointer, "is missing"));
            } else {
                decoded[i] = decode(i, value == null ? parameter.missing().get() : value, parameter.type(), pointer,
                        errors);
            }
        }
        named.values().keySet().stream().filter(name -> !names.contains(name)).sorted()
                .forEach(name -> errors
                        .add(new FieldError("/kwargs/" + Json.encodePointer(name), "is not a parameter")));
        return decoded;
    }

    private Object decode(int parameter, JsonValue value, Type type, String pointer, List<FieldError> errors) {
        try {
            return json.decode(value, type, pointer);
        } catch (ProblemException unfit) {
            unfit.problem().errors().forEach(error -> errors.add(new FieldError(
                    sensitive.covering(parameter, error.pointer()).orElse(error.pointer()), error.detail())));
            return null;
        }
    }

    private Object rest(List<JsonValue> values, int first, List<FieldError> errors) {
        var element = element(parameters.get(first));
        var rest = new ArrayList<Object>();
        for (var i = first; i < values.size(); i++) {
            rest.add(decode(first, values.get(i), element, "/args/" + i, errors));
        }
        var array = Array.newInstance(GenericTypes.raw(element), rest.size());
        if (errors.isEmpty()) {
            for (var i = 0; i < rest.size(); i++) {
                Array.set(array, i, rest.get(i));
            }
        }
        return array;
    }

    /** A single array in the place of the rest is the rest; where its elements are arrays, only one of arrays. */
    private static boolean isTheArray(List<JsonValue> values, int place, Type element) {
        return values.size() == place + 1 && values.get(place) instanceof JsonArray array
                && (!GenericTypes.raw(element).isArray() || array.stream().allMatch(JsonArray.class::isInstance));
    }

    private static Type element(Parameter rest) {
        return rest.type() instanceof GenericArrayType array
                ? array.getGenericComponentType()
                : GenericTypes.raw(rest.type()).getComponentType();
    }

    private int required() {
        var required = parameters.size();
        while (required > 0 && parameters.get(required - 1).missing().isPresent()) {
            required--;
        }
        return required;
    }

    private String counts(boolean takesRest) {
        if (takesRest) {
            return "at least " + required();
        }
        return required() == parameters.size() ? "" + required() : required() + " to " + parameters.size();
    }
}
