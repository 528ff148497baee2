package io.multilith.impl.json;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;

/** The schemas of what is neither an array nor an object with members. */
final class ScalarSchemas {
    private static final String FORMAT = "format";
    private static final String STRING = "string";

    /** Those of JSON Schema, and two that are usual for times without an offset. */
    private static final Map<Class<?>, String> FORMATS = Map.ofEntries(Map.entry(UUID.class, "uuid"),
            Map.entry(URI.class, "uri-reference"), Map.entry(URL.class, "uri"), Map.entry(Instant.class, "date-time"),
            Map.entry(OffsetDateTime.class, "date-time"), Map.entry(LocalDate.class, "date"),
            Map.entry(OffsetTime.class, "time"), Map.entry(LocalTime.class, "local-time"),
            Map.entry(LocalDateTime.class, "local-date-time"), Map.entry(Duration.class, "duration"),
            Map.entry(Period.class, "duration"));

    private ScalarSchemas() {}

    /** Without keywords where any JSON will do. */
    static Keywords of(Class<?> type) {
        if (JsonTypes.integerBits(type).isPresent()) {
            return integer(JsonTypes.integerBits(type).getAsInt());
        }
        if (JsonTypes.isNumber(type) || JsonNumber.class.isAssignableFrom(type)) {
            return Keywords.ofType("number");
        }
        if (JsonTypes.isBoolean(type)) {
            return Keywords.ofType("boolean");
        }
        if (type.isEnum()) {
            return Keywords.ofType(STRING).put(Keywords.ENUM, Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name()).toList());
        }
        if (JsonTypes.isText(type) || JsonString.class.isAssignableFrom(type)) {
            return text(type);
        }
        if (JsonArray.class.isAssignableFrom(type)) {
            return Keywords.ofType("array");
        }
        return type == JsonStructure.class
                ? new Keywords().put(Keywords.TYPE, List.of("object", "array"))
                : new Keywords();
    }

    private static Keywords text(Class<?> type) {
        var schema = Keywords.ofType(STRING);
        if (FORMATS.containsKey(type)) {
            schema.put(FORMAT, FORMATS.get(type));
        }
        return JsonTypes.isCharacter(type) ? schema.bound("minLength", 1).bound("maxLength", 1) : schema;
    }

    private static Keywords integer(int bits) {
        var schema = Keywords.ofType("integer");
        if (bits == Long.SIZE - 1 || bits == Integer.SIZE - 1) {
            schema.put(FORMAT, "int" + (bits + 1));
        }
        return bits > Long.SIZE
                ? schema
                : schema.bound("minimum", -1L << bits).bound("maximum", ~(-1L << bits));
    }
}
