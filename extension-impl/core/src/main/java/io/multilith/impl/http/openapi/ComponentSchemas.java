package io.multilith.impl.http.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

import io.multilith.impl.http.WireSchemas;
import io.multilith.impl.json.JsonSchemas;
import io.multilith.impl.json.SchemaDocument;
import io.multilith.resource.CollectionDescription;

/** The schemas under {@code components}, which the operations refer to. */
final class ComponentSchemas {
    static final String PREFIX = "#/components/schemas/";

    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    private final Map<String, Schema> schemas = new TreeMap<>();
    private final OperationIds names = new OperationIds();
    private final SchemaDocument document;

    /**
     * Those of one collection.
     *
     * @param type
     *            what operations are named after
     * @param record
     *            the name of the record's schema
     * @param patch
     *            the name of the schema of a merge patch
     * @param searchable
     *            whether some field can be searched
     */
    record OfCollection(String type, String record, String patch, JsonObject fields, boolean searchable,
            ComponentSchemas components) {

        Schema arguments(AnnotatedMethod<?> action, List<? extends AnnotatedParameter<?>> parameters) {
            return SchemaModels.of(components.document.arguments(action, parameters));
        }

        /** Null where nothing is answered. */
        Schema result(AnnotatedMethod<?> action) {
            return components.document.result(action).map(SchemaModels::of).orElse(null);
        }
    }

    ComponentSchemas(JsonSchemas schemas) {
        document = schemas.document(PREFIX);
        WireSchemas.sorted().forEach((name, schema) -> this.schemas.put(take(name), SchemaModels.of(schema)));
    }

    static Schema reference(String name) {
        return OASFactory.createSchema().ref(PREFIX + name);
    }

    OfCollection of(CollectionDescription description) {
        var type = OperationIds.typeName(description.name());
        var accepted = document.acceptedRecord(description.recordType());
        var record = take(type + "Record");
        var patch = take(type + "Patch");
        var whole = whole(accepted, document.shownRecord(description.recordType()));
        schemas.put(record, SchemaModels.of(whole));
        schemas.put(patch, SchemaModels.of(patch(accepted)));
        return new OfCollection(type, record, patch, whole.getJsonObject(PROPERTIES),
                document.isSearchable(description.recordType()), this);
    }

    Map<String, Schema> all() {
        document.definitions().forEach((name, schema) -> schemas.put(name, SchemaModels.of(schema.asJsonObject())));
        return schemas;
    }

    private String take(String wanted) {
        var name = names.unique(wanted);
        document.reserve(name);
        return name;
    }

    /** One schema for both directions, as OpenAPI means it: what is read-only is required in answers only. */
    private static JsonObject whole(JsonObject accepted, JsonObject shown) {
        var properties = new LinkedHashMap<String, JsonObject>();
        shown.getJsonObject(PROPERTIES).forEach((name, schema) -> properties.put(name, readOnly(schema)));
        accepted.getJsonObject(PROPERTIES).forEach((name, schema) -> properties.merge(name,
                notNull(schema.asJsonObject()), (ofShown, ofAccepted) -> ofAccepted.isEmpty() && isOurs(name)
                        ? ofShown
                        : ofAccepted));
        return Json.createObjectBuilder(accepted).add(PROPERTIES, object(properties)).build();
    }

    private static boolean isOurs(String name) {
        return name.startsWith("_");
    }

    private static JsonObject readOnly(JsonValue schema) {
        return Json.createObjectBuilder(schema.asJsonObject()).add("readOnly", true).build();
    }

    /** Answers have no nulls, and requests need none. */
    private static JsonObject notNull(JsonObject schema) {
        if (schema.containsKey("anyOf")) {
            return schema.getJsonArray("anyOf").getJsonObject(0);
        }
        return schema.get("type") instanceof JsonArray types && types.size() == 2
                ? Json.createObjectBuilder(schema).add("type", types.get(0)).build()
                : schema;
    }

    /** A null takes a field away, where that is allowed. */
    private static JsonObject patch(JsonObject accepted) {
        var required = accepted.containsKey(REQUIRED) ? accepted.getJsonArray(REQUIRED) : JsonValue.EMPTY_JSON_ARRAY;
        var properties = new LinkedHashMap<String, JsonObject>();
        accepted.getJsonObject(PROPERTIES).forEach((name, value) -> {
            var schema = value.asJsonObject();
            if (!isOurs(name) && !name.equals("id") && !schema.getBoolean("readOnly", false)) {
                properties.put(name, required.contains(Json.createValue(name)) ? schema : orNull(schema));
            }
        });
        return Json.createObjectBuilder(accepted).remove(REQUIRED).add(PROPERTIES, object(properties)).build();
    }

    private static JsonObject orNull(JsonObject schema) {
        return schema.containsKey("type") && schema.get("type").getValueType() == JsonValue.ValueType.STRING
                ? Json.createObjectBuilder(schema)
                        .add("type", Json.createArrayBuilder().add(schema.get("type")).add("null")).build()
                : schema;
    }

    private static JsonObject object(Map<String, JsonObject> members) {
        var object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }
}
