package io.multilith.impl.json;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceMethod;

/** Where the arguments of a method are {@link Sensitive}. Make it once a method. Immutable. */
public final class SensitiveFields {
    /** Stands where a sensitive value was. */
    public static final String MASK = "***";

    /** For each parameter its sensitive paths; the path without steps is all of it. */
    private final List<List<List<String>>> paths;
    private final List<Type> types;
    private final boolean empty;

    private SensitiveFields(List<List<List<String>>> paths, List<Type> types) {
        this.paths = paths;
        this.types = types;
        empty = paths.stream().allMatch(List::isEmpty);
    }

    public static SensitiveFields of(ServiceMethod method) {
        return new SensitiveFields(
                method.parameters().stream().map(parameter -> paths(parameter.getAnnotation(Sensitive.class))).toList(),
                method.parameters().stream().map(parameter -> parameter.getBaseType()).toList());
    }

    /** Of a method that is known to Java only. */
    public static SensitiveFields of(Method method) {
        return new SensitiveFields(Arrays.stream(method.getParameters())
                .map(parameter -> paths(parameter.getAnnotation(Sensitive.class))).toList(),
                List.of(method.getGenericParameterTypes()));
    }

    /** Whether no parameter is. */
    public boolean isEmpty() {
        return empty;
    }

    /** Whether a parameter is not, not even in part. */
    public boolean isEmpty(int parameter) {
        return paths.get(parameter).isEmpty();
    }

    /**
     * Puts {@link #MASK} in the place of what is sensitive. Where a path expects an object or array and something else is
     * found, that is masked.
     */
    public JsonValue mask(int parameter, JsonValue value) {
        var masked = value;
        for (var path : paths.get(parameter)) {
            masked = mask(masked, path);
        }
        return masked;
    }

    /** The texts of what {@link #mask} would mask. */
    public Set<String> texts(int parameter, JsonValue value) {
        var texts = new SensitiveTexts();
        paths.get(parameter).forEach(path -> texts.collect(value, types.get(parameter), path));
        return texts.all();
    }

    /**
     * The sensitive place that a place is or is in.
     *
     * @param pointer
     *            two steps to the argument, such as {@code /kwargs/order}, and those within
     */
    public Optional<String> covering(int parameter, String pointer) {
        var steps = Arrays.asList(pointer.substring(1).split("/", -1));
        return paths.get(parameter).stream().map(path -> reach(steps, path)).filter(reached -> reached > 0)
                .map(reached -> "/" + String.join("/", steps.subList(0, reached))).findFirst();
    }

    private static List<List<String>> paths(Sensitive sensitive) {
        if (sensitive == null) {
            return List.of();
        }
        return sensitive.value().length == 0
                ? List.of(List.of())
                : Arrays.stream(sensitive.value()).map(path -> List.of(path.split("\\."))).toList();
    }

    private static JsonValue mask(JsonValue value, List<String> path) {
        if (value == JsonValue.NULL) {
            return value;
        }
        if (!path.isEmpty() && value instanceof JsonArray array) {
            var masked = Json.createArrayBuilder();
            array.forEach(element -> masked.add(mask(element, path)));
            return masked.build();
        }
        if (!path.isEmpty() && value instanceof JsonObject object) {
            var member = object.get(path.get(0));
            return member == null
                    ? object
                    : Json.createObjectBuilder(object).add(path.get(0), mask(member, rest(path))).build();
        }
        return Json.createValue(MASK);
    }

    /** How many steps lead to the end of a path; positions in arrays are steps that paths do not have. */
    private static int reach(List<String> steps, List<String> path) {
        var step = 2;
        for (var name : path) {
            while (step < steps.size() && !steps.get(step).equals(name) && isPosition(steps.get(step))) {
                step++;
            }
            if (step >= steps.size() || !steps.get(step).equals(name)) {
                return 0;
            }
            step++;
        }
        return step;
    }

    private static boolean isPosition(String step) {
        return !step.isEmpty() && step.chars().allMatch(Character::isDigit);
    }

    static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }
}
