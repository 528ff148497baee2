package io.multilith.impl.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/** A schema while it is written. Of two bounds the narrower one counts. */
final class Keywords {
    static final String TYPE = "type";
    static final String ENUM = "enum";
    static final String REF = "$ref";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String NULL = "null";
    private static final String PATTERN = "pattern";
    private static final String ALL_OF = "allOf";
    private static final Set<String> UPPER = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems",
            "maxProperties");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Of a schema that refuses or accepts nothing yet. */
    static Keywords ofType(String type) {
        return new Keywords().put(TYPE, type);
    }

    static Keywords ofReference(String reference) {
        return new Keywords().put(REF, reference);
    }

    Keywords put(String keyword, Object value) {
        values.put(keyword, value);
        return this;
    }

    Keywords bound(String keyword, long value) {
        return bound(keyword, BigDecimal.valueOf(value));
    }

    Keywords bound(String keyword, BigDecimal value) {
        values.merge(keyword, value, (one, other) -> UPPER.contains(keyword)
                ? ((BigDecimal) one).min((BigDecimal) other)
                : ((BigDecimal) one).max((BigDecimal) other));
        return this;
    }

    /** All of the patterns must match. */
    Keywords pattern(String pattern) {
        if (values.containsKey(PATTERN)) {
            var others = new ArrayList<Object>();
            if (values.get(ALL_OF) instanceof Collection<?> present) {
                others.addAll(present);
            }
            others.add(Map.of(PATTERN, pattern));
            return put(ALL_OF, others);
        }
        return put(PATTERN, pattern);
    }

    /** The one type; empty where there are several or none. */
    String type() {
        return values.get(TYPE) instanceof String type ? type : "";
    }

    /** Null besides, where it is not accepted already. */
    Keywords orNull() {
        if (values.containsKey(REF)) {
            return new Keywords().put("anyOf", List.of(toJson(), Map.of(TYPE, NULL)));
        }
        if (values.get(ENUM) instanceof Collection<?> constants) {
            var all = new ArrayList<Object>(constants);
            all.add(JsonValue.NULL);
            put(ENUM, all);
        }
        if (values.get(TYPE) instanceof String type) {
            put(TYPE, List.of(type, NULL));
        } else if (values.get(TYPE) instanceof Collection<?> types) {
            var all = new ArrayList<Object>(types);
            all.add(NULL);
            put(TYPE, all);
        }
        return this;
    }

    JsonObject toJson() {
        return JSON.createObjectBuilder(values).build();
    }
}
