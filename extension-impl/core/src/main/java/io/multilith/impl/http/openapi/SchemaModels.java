package io.multilith.impl.http.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** JSON Schemas as OpenAPI 3.0 has them, whose dialect is an older one: null is a flag, an exclusive bound as well. */
final class SchemaModels {
    /** Formats that say which numbers they are. */
    private static final Map<String, List<BigDecimal>> RANGES = Map.of(
            "int32", List.of(BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE)),
            "int64", List.of(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)));

    private SchemaModels() {}

    static Schema of(JsonObject json) {
        var schema = OASFactory.createSchema();
        if (json.containsKey("$ref")) {
            return schema.ref(json.getString("$ref"));
        }
        if (json.get("anyOf") instanceof JsonArray either) { // a reference, or null
            return schema.nullable(true).addAllOf(of(either.getJsonObject(0)));
        }
        addType(schema, json);
        addText(schema, json);
        addNumbers(schema, json);
        addArray(schema, json);
        addObject(schema, json);
        flag(json, "readOnly").ifPresent(schema::readOnly);
        flag(json, "writeOnly").ifPresent(schema::writeOnly);
        if (json.get("allOf") instanceof JsonArray all) {
            all.forEach(one -> schema.addAllOf(of(one.asJsonObject())));
        }
        return schema;
    }

    private static void addType(Schema schema, JsonObject json) {
        var type = json.get("type");
        if (type instanceof JsonString one) {
            schema.type(Schema.SchemaType.valueOf(one.getString().toUpperCase(Locale.ROOT)));
        } else if (type instanceof JsonArray several) {
            var names = several.getValuesAs(JsonString::getString);
            var one = names.stream().filter(name -> !name.equals("null")).toList();
            if (one.size() == 1) {
                schema.type(Schema.SchemaType.valueOf(one.get(0).toUpperCase(Locale.ROOT)));
            }
            if (names.contains("null")) {
                schema.nullable(true);
            }
        }
        if (json.get("enum") instanceof JsonArray constants) {
            schema.enumeration(constants.stream().filter(JsonString.class::isInstance)
                    .<Object>map(constant -> ((JsonString) constant).getString()).toList());
        }
        if (json.containsKey("const")) {
            schema.enumeration(List.of(json.getBoolean("const")));
        }
    }

    private static void addText(Schema schema, JsonObject json) {
        text(json, "title").ifPresent(schema::title);
        text(json, "description").ifPresent(schema::description);
        text(json, "format").ifPresent(schema::format);
        text(json, "pattern").ifPresent(schema::pattern);
        number(json, "minLength").map(BigDecimal::intValue).ifPresent(schema::minLength);
        number(json, "maxLength").map(BigDecimal::intValue).ifPresent(schema::maxLength);
    }

    private static void addNumbers(Schema schema, JsonObject json) {
        var range = RANGES.getOrDefault(json.getString("format", ""), List.of());
        number(json, "minimum").filter(bound -> !range.contains(bound)).ifPresent(schema::minimum);
        number(json, "maximum").filter(bound -> !range.contains(bound)).ifPresent(schema::maximum);
        number(json, "exclusiveMinimum").filter(bound -> isNarrower(bound, schema.getMinimum(), 1))
                .ifPresent(bound -> schema.minimum(bound).exclusiveMinimum(true));
        number(json, "exclusiveMaximum").filter(bound -> isNarrower(bound, schema.getMaximum(), -1))
                .ifPresent(bound -> schema.maximum(bound).exclusiveMaximum(true));
    }

    private static boolean isNarrower(BigDecimal bound, BigDecimal present, int direction) {
        return present == null || bound.compareTo(present) * direction >= 0;
    }

    private static void addArray(Schema schema, JsonObject json) {
        if (json.get("items") instanceof JsonObject items) {
            schema.items(of(items));
        } else if (schema.getType() == Schema.SchemaType.ARRAY) {
            schema.items(OASFactory.createSchema());
        }
        number(json, "minItems").map(BigDecimal::intValue).ifPresent(schema::minItems);
        number(json, "maxItems").map(BigDecimal::intValue).ifPresent(schema::maxItems);
    }

    private static void addObject(Schema schema, JsonObject json) {
        if (json.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> schema.addProperty(name, of(property.asJsonObject())));
        }
        if (json.get("required") instanceof JsonArray required) {
            required.getValuesAs(JsonString::getString).forEach(schema::addRequired);
        }
        if (json.get("additionalProperties") instanceof JsonObject others) {
            schema.additionalPropertiesSchema(of(others));
        } else {
            flag(json, "additionalProperties").ifPresent(schema::additionalPropertiesBoolean);
        }
        number(json, "minProperties").map(BigDecimal::intValue).ifPresent(schema::minProperties);
        number(json, "maxProperties").map(BigDecimal::intValue).ifPresent(schema::maxProperties);
    }

    private static Optional<String> text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number ? Optional.of(number.bigDecimalValue()) : Optional.empty();
    }

    private static Optional<Boolean> flag(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> value == JsonValue.TRUE || value == JsonValue.FALSE)
                .map(value -> value == JsonValue.TRUE);
    }
}
