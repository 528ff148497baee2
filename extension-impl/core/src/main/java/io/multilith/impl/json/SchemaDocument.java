package io.multilith.impl.json;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.validation.Validator;

/** The schemas of one document, which share their definitions. Not thread-safe. */
public final class SchemaDocument {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ID = "id";
    private static final String LINKS = "_links";
    private static final String EMBEDDED = "_embedded";
    private static final JsonObject ANY = JsonValue.EMPTY_JSON_OBJECT;

    private final SchemaWriter writer;
    private final Optional<Validator> validator;

    SchemaDocument(SchemaWriter writer, Optional<Validator> validator) {
        this.writer = writer;
        this.validator = validator;
    }

    /** Takes a name that no definition may have then. */
    public void reserve(String name) {
        writer.reserve(name);
    }

    /** What the schemas made so far refer to. */
    public Map<String, JsonValue> definitions() {
        var definitions = new TreeMap<>(writer.definitions());
        definitions.values().removeIf(schema -> !(schema instanceof JsonObject));
        return definitions;
    }

    /** A record as requests see it. */
    public JsonObject shownRecord(Type type) {
        var fields = RecordFields.of(type);
        var properties = new HashMap<String, JsonObject>();
        var required = Stream.of(ID);
        if (fields.isOpen()) {
            properties.put(ID, textId());
        } else {
            var members = new MemberSchemas(type, validator);
            properties.putAll(members.shown(writer));
            properties.keySet().removeAll(fields.hidden());
            properties.computeIfPresent(ID, (name, schema) -> id(type));
            fields.readOnly().forEach(name -> flag(properties, name, "readOnly"));
            required = Stream.concat(required, members.required().stream()).distinct()
                    .filter(properties::containsKey);
        }
        properties.put(LINKS, links());
        properties.put(EMBEDDED, JSON.createObjectBuilder().add("type", "object").add("readOnly", true).build());
        return SchemaWriter.object(properties, required.sorted().toList(), false).toJson();
    }

    /** A record as it is accepted where one is created or replaced. */
    public JsonObject acceptedRecord(Type type) {
        var fields = RecordFields.of(type);
        var properties = new HashMap<String, JsonObject>();
        List<String> required = List.of();
        if (fields.isOpen()) {
            properties.put(ID, orNull(textId()));
        } else {
            var members = new MemberSchemas(type, validator);
            properties.putAll(members.accepted(writer));
            properties.computeIfPresent(ID, (name, schema) -> orNull(id(type)));
            fields.readOnly().forEach(name -> flag(properties, name, "readOnly"));
            fields.hidden().forEach(name -> flag(properties, name, "writeOnly"));
            required = members.required().stream()
                    .filter(name -> !name.equals(ID) && !fields.readOnly().contains(name)).toList();
        }
        properties.put(LINKS, ANY);
        properties.put(EMBEDDED, ANY);
        var schema = SchemaWriter.object(properties, required, !fields.isOpen());
        if (fields.isOpen()) {
            schema.put("propertyNames", Map.of("not", Map.of("pattern", "^\\$|\\.|^__proto__$")));
        }
        return schema.toJson();
    }

    /** Whether some field of a record can be searched. */
    public boolean isSearchable(Type type) {
        return !RecordFields.of(type).searchable().isEmpty();
    }

    /** The named arguments of a method. */
    public JsonObject arguments(AnnotatedMethod<?> method, List<? extends AnnotatedParameter<?>> parameters) {
        return new ArgumentSchemas(writer, validator, method).named(parameters);
    }

    /** The arguments of a method by their places. */
    public JsonObject positions(AnnotatedMethod<?> method) {
        return new ArgumentSchemas(writer, validator, method).positions();
    }

    /** What a method results in; empty: nothing. */
    public Optional<JsonObject> result(AnnotatedMethod<?> method) {
        return new ArgumentSchemas(writer, validator, method).result();
    }

    /** What is accepted for a type. */
    public JsonObject accepted(Type type) {
        return writer.accepted(type, Constraints.NONE).toJson();
    }

    private JsonObject id(Type record) {
        var type = RecordFields.of(record).type(ID).orElse(Object.class);
        return type == String.class || type == Object.class
                ? textId()
                : writer.shown(type, Constraints.NONE).toJson();
    }

    /** As paths can have them. */
    private static JsonObject textId() {
        return Keywords.ofType("string").bound("minLength", 1).bound("maxLength", 255)
                .put("pattern", "^(?!\\.\\.?$)[^/\\\\;\\u0000-\\u001f\\u007f-\\u009f]+$").toJson();
    }

    private static JsonObject orNull(JsonObject schema) {
        return JSON.createObjectBuilder(schema)
                .add("type", JSON.createArrayBuilder().add(schema.get("type")).add("null")).build();
    }

    private static void flag(Map<String, JsonObject> properties, String name, String flag) {
        properties.computeIfPresent(name,
                (field, schema) -> JSON.createObjectBuilder(schema).add(flag, true).build());
    }

    private static JsonObject links() {
        var target = Keywords.ofType("array").put("items", Map.of("type", "string")).bound("minItems", 2)
                .bound("maxItems", 2).toJson();
        var link = SchemaWriter.object(Map.of("target", target, "title", Keywords.ofType("string").toJson()),
                List.of("target"), false).toJson();
        return Keywords.ofType("object").put("readOnly", true)
                .put("additionalProperties", Keywords.ofType("array").put("items", link).toJson()).toJson();
    }
}
