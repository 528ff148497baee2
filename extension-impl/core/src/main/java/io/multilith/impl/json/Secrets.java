package io.multilith.impl.json;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.Event;
import io.multilith.messaging.Message;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** The sensitive texts of one call, to be kept out of what is told of it. Immutable. */
public final class Secrets {
    private static final int SHORTEST = 3;

    private final Set<String> texts;
    private final List<String> longestFirst;

    private Secrets(Set<String> texts) {
        this.texts = texts;
        longestFirst = texts.stream().filter(text -> text.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    public static Secrets of(Invocation invocation, SensitiveFields fields, JsonCodec json) {
        var texts = new HashSet<String>();
        var parameters = invocation.method().parameters();
        for (var i = 0; i < parameters.size(); i++) {
            if (!fields.isEmpty(i)) {
                texts.addAll(fields.texts(i, argument(invocation, i, json)));
            }
        }
        return new Secrets(texts);
    }

    /** What is sensitive of Java values, one for each parameter. */
    public static Set<String> texts(List<?> values, SensitiveFields fields, JsonCodec json) {
        var texts = new HashSet<String>();
        for (var i = 0; i < values.size(); i++) {
            if (!fields.isEmpty(i)) {
                texts.addAll(fields.texts(i, json(values.get(i), json)));
            }
        }
        return texts;
    }

    public static Secrets of(Set<String> texts) {
        return new Secrets(Set.copyOf(texts));
    }

    /** All that a fault and those behind it say: what is told of it without the arguments is the classes and the places. */
    static Secrets saidBy(Throwable fault) {
        var texts = new HashSet<String>();
        collect(fault, texts, Collections.newSetFromMap(new IdentityHashMap<>()));
        return new Secrets(texts);
    }

    private static void collect(Throwable fault, Set<String> texts, Set<Throwable> seen) {
        if (seen.add(fault)) {
            Stream.of(fault.getMessage(), fault.getLocalizedMessage()).filter(text -> text != null).forEach(texts::add);
            Stream.concat(Stream.ofNullable(fault.getCause()), Arrays.stream(fault.getSuppressed()))
                    .forEach(behind -> collect(behind, texts, seen));
        }
    }

    /** In words, where what is short is left. */
    public String hide(String text) {
        var hidden = text;
        for (var secret : longestFirst) {
            hidden = hidden.replace(secret, SensitiveFields.MASK);
        }
        return hidden;
    }

    /** In a value that stands by itself, which may be nothing but a secret, however short. */
    public String hideValue(String value) {
        return !value.isEmpty() && texts.contains(value) ? SensitiveFields.MASK : hide(value);
    }

    /** In a value of any type; it becomes a text when something was hidden. */
    public Object hideIn(Object value) {
        var text = value.toString();
        var hidden = hideValue(text);
        return hidden.equals(text) ? value : hidden;
    }

    public ProblemDetail hide(ProblemDetail problem) {
        return new ProblemDetail(problem.name(), problem.kind(), hide(problem.detail()), problem.errors().stream()
                .map(error -> new FieldError(hide(error.pointer()), hide(error.detail()))).toList(),
                problem.errorId(), problem.errorCode());
    }

    /** The stack trace, causes and suppressed exceptions included. */
    public String render(Throwable fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        return hide(trace.toString());
    }

    private static JsonValue argument(Invocation invocation, int parameter, JsonCodec json) {
        var arguments = invocation.arguments();
        if (arguments instanceof Arguments.Values java) {
            return parameter < java.values().size() ? json(java.values().get(parameter), json) : JsonValue.NULL;
        }
        if (arguments instanceof Arguments.Positional positional) {
            return positional(invocation.method(), parameter, positional.values());
        }
        if (arguments instanceof Arguments.Named named) {
            var name = invocation.method().parameters().get(parameter).getJavaParameter().getName();
            return named.values().getOrDefault(name, JsonValue.NULL);
        }
        throw new AssertionError(arguments);
    }

    /** As a text and, where it is JSON, as that too. */
    private static JsonValue body(byte[] bytes, JsonCodec json) {
        var both = Json.createArrayBuilder().add(new String(bytes, StandardCharsets.UTF_8));
        try {
            both.add(json.parse(bytes));
        } catch (ProblemException notJson) {
            return both.build();
        }
        return both.build();
    }

    private static JsonValue positional(ServiceMethod method, int parameter, List<JsonValue> values) {
        if (parameter >= values.size()) {
            return JsonValue.NULL;
        }
        var isRest = method.method().getJavaMember().isVarArgs() && parameter == method.parameters().size() - 1;
        return isRest
                ? Json.createArrayBuilder(values.subList(parameter, values.size())).build()
                : values.get(parameter);
    }

    /** Of what carries a body that is the body's. */
    private static JsonValue json(Object value, JsonCodec json) {
        if (value instanceof Event event) {
            return event.data();
        }
        if (value instanceof Message message) {
            return body(message.body(), json);
        }
        if (value instanceof byte[] bytes) {
            return body(bytes, json);
        }
        try {
            return json.toJson(value);
        } catch (JsonbException | ProblemException notWritable) {
            return Json.createValue(String.valueOf(value));
        }
    }
}
