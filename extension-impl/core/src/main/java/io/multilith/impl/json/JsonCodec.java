package io.multilith.impl.json;

import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Reads and writes JSON for every transport. What it refuses is a {@link ProblemException}: 400 for text that is no
 * JSON, names a member twice or nests deeper than {@link #MAX_DEPTH}; 422 for JSON that does not fit a type.
 * Thread-safe.
 */
@Singleton
public class JsonCodec {
    /** How deep arrays and objects may nest, on every transport. */
    public static final int MAX_DEPTH = 32;
    private static final int ENVELOPE = 8;

    private static final Map<Class<?>, Object> OPTIONALS = Map.of(Optional.class, Optional.empty(), OptionalInt.class,
            OptionalInt.empty(), OptionalLong.class, OptionalLong.empty(), OptionalDouble.class,
            OptionalDouble.empty());
    /** Most arguments are of these types, and the mapper takes its time. */
    private static final Map<Type, Function<JsonNumber, Object>> NUMBERS = Map.of(int.class,
            JsonNumber::intValueExact, Integer.class, JsonNumber::intValueExact, long.class,
            JsonNumber::longValueExact, Long.class, JsonNumber::longValueExact);
    private static final String NOT_JSON = "The body is not valid JSON, or names a member twice.";

    /** Held, because each static method of {@code Json} searches the class path for it anew. */
    private final JsonProvider provider = JsonProvider.provider();
    private final JsonReaderFactory readers = provider
            .createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
    private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig().withAdapters(TextAdapters.ALL));

    /** Parses UTF-8. */
    public JsonValue parse(byte[] utf8) {
        return parse(text(utf8), MAX_DEPTH);
    }

    /** Parses the UTF-8 of an answer, which nests deeper than what was stored. */
    public JsonValue parseAnswer(byte[] utf8) {
        return parse(text(utf8), MAX_DEPTH + ENVELOPE);
    }

    public JsonValue parse(String text) {
        return parse(text, MAX_DEPTH);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private JsonValue parse(String text, int maxDepth) {
        if (depth(text) > maxDepth) {
            throw malformed("The JSON nests deeper than " + maxDepth + " levels.");
        }
        // A reader stops after the first value and does not see what follows; in an
        // array there is no after.
        try (var reader = readers.createReader(new StringReader("[" + text + "]"))) {
            var values = reader.readArray();
            if (values.size() == 1) {
                return values.get(0);
            }
        } catch (JsonException notJson) {
            throw malformed(NOT_JSON);
        } catch (UnsupportedOperationException | NumberFormatException tooManyDigits) {
            throw malformed("The JSON has a number of too many digits.");
        }
        throw malformed(NOT_JSON);
    }

    /**
     * Converts JSON to a Java type, refusing what a lenient mapper would bend or drop: a number for a text, a fraction
     * for an integer, a member the type does not know.
     *
     * @param pointer
     *            where the value stands, for the errors
     */
    public Object decode(JsonValue value, Type type, String pointer) {
        var errors = new ArrayList<FieldError>();
        JsonTypes.check(value, type, pointer, errors);
        if (!errors.isEmpty()) {
            throw unprocessable(errors);
        }
        return convert(value, type, pointer);
    }

    private Object convert(JsonValue value, Type type, String pointer) {
        var raw = GenericTypes.raw(type);
        if (OPTIONALS.containsKey(raw)) {
            return optional(value, type, pointer);
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text && type == String.class) {
            return text.getString();
        }
        if (JsonValue.class.isAssignableFrom(raw)) {
            return value;
        }
        try {
            return value instanceof JsonNumber number && NUMBERS.containsKey(type)
                    ? NUMBERS.get(type).apply(number)
                    : jsonb.fromJson(value.toString(), raw == Iterable.class ? GenericTypes.collection(type) : type);
        } catch (RuntimeException unfit) { // of the mapper, or of a constructor that refuses
            throw unprocessable(List.of(new FieldError(pointer, "does not fit " + JsonTypes.describe(type))));
        }
    }

    private Object optional(JsonValue value, Type type, String pointer) {
        if (type instanceof ParameterizedType generic) {
            return Optional.ofNullable(convert(value, generic.getActualTypeArguments()[0], pointer));
        }
        return value == JsonValue.NULL ? OPTIONALS.get(type) : jsonb.fromJson(value.toString(), type);
    }

    /** What stands for an absent value of a type; empty when such a value must be there. */
    public static Optional<JsonValue> absent(Type type) {
        return OPTIONALS.containsKey(GenericTypes.raw(type)) ? Optional.of(JsonValue.NULL) : Optional.empty();
    }

    /** What an object has where a member of a type was left out: null for most. */
    static Object nothing(Class<?> type) {
        return OPTIONALS.get(type);
    }

    /**
     * Makes the JSON that is meant by the text of an annotation: a text where the type is one, else JSON itself.
     */
    public JsonValue ofText(String text, Type type) {
        return type instanceof Class<?> raw && (JsonTypes.isText(raw) || raw.isEnum())
                ? provider.createValue(text)
                : parse(text);
    }

    /**
     * Writes a value as JSON text.
     *
     * @throws JsonbException
     *             if it cannot be written, for example because it refers to itself or nests without end
     */
    public String encode(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return provider.createValue(text).toString();
        }
        try {
            return value instanceof JsonValue json ? json.toString() : jsonb.toJson(value);
        } catch (StackOverflowError endless) {
            throw new JsonbException("The value refers to itself or nests too deep.", endless);
        }
    }

    /** Turns a Java value into JSON. */
    public JsonValue toJson(Object value) {
        return value instanceof JsonValue json ? json : parse(encode(value));
    }

    @PreDestroy
    void close() {
        try {
            jsonb.close();
        } catch (Exception unclosed) {
            throw new JsonbException("The JSON mapper could not be closed.", unclosed);
        }
    }

    /** How deep the arrays and objects of a text nest. */
    public static int depth(String text) {
        var depth = 0;
        var deepest = 0;
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if ((c == '}' || c == ']') && --depth < 0) {
                throw malformed(NOT_JSON);
            }
        }
        return deepest;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }

    private static ProblemException unprocessable(List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-value",
                "The request has values that do not fit.", errors));
    }
}
