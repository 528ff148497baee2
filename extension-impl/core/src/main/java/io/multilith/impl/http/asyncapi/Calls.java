package io.multilith.impl.http.asyncapi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.http.WireSchemas;
import io.multilith.impl.json.SchemaDocument;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Operation;

/** What is asked at {@code rpc.*} and what is answered, by the wire contract's section 7. */
final class Calls {
    private static final String RPC = "rpc.";
    private static final JsonObject ANY = JsonValue.EMPTY_JSON_OBJECT;
    private static final JsonObject OBJECT = Json.createObjectBuilder().add("type", "object").build();
    private static final JsonObject TEXT = Json.createObjectBuilder().add("type", "string").build();

    private final Map<String, JsonObject> records = new TreeMap<>();
    private final Channels channels;
    private final SchemaDocument types;

    Calls(Channels channels, SchemaDocument types) {
        this.channels = channels;
        this.types = types;
    }

    /** The schemas of the collections' records, by name. */
    Map<String, JsonObject> records() {
        return records;
    }

    void addMethod(ServiceMethod method) {
        var body = Json.createObjectBuilder().add("oneOf", Json.createArrayBuilder()
                .add(only("kwargs", types.arguments(method.method(), method.parameters())))
                .add(only("args", types.positions(method.method()))));
        add(method.service(), method.name(), body.build(), types.result(method.method()));
    }

    /** Returns a reference to the schema of its records. */
    JsonObject addCollection(CollectionDescription description) {
        var shown = schema(description.name() + ".record", types.shownRecord(description.recordType()));
        var written = schema(description.name() + ".write", types.acceptedRecord(description.recordType()));
        description.operations().forEach(operation -> add(description.name(), operation.wireName(),
                only("kwargs", arguments(operation, written)),
                Optional.of(operation == Operation.FIND ? list(shown) : shown)));
        description.actions().forEach((name, action) -> addAction(description, name, action, true));
        description.collectionActions().forEach((name, action) -> addAction(description, name, action, false));
        return shown;
    }

    private JsonObject schema(String name, JsonObject schema) {
        types.reserve(name);
        records.put(name, schema);
        return Channels.reference("#/components/schemas/" + name);
    }

    private static JsonObject arguments(Operation operation, JsonObject written) {
        return switch (operation) {
            case FIND -> named(Map.of("query", OBJECT), "");
            case GET -> named(Map.of("id", TEXT, "query", OBJECT), "id");
            case CREATE -> named(Map.of("data", written), "data");
            case UPDATE -> named(Map.of("id", TEXT, "data", written), "id", "data");
            case PATCH -> named(Map.of("id", TEXT, "data", ANY, "query", OBJECT), "data");
            case REMOVE -> named(Map.of("id", TEXT, "query", OBJECT), "");
        };
    }

    private void addAction(CollectionDescription description, String name, AnnotatedMethod<?> action,
            boolean ofRecord) {
        var asked = action.getParameters().stream()
                .filter(one -> !ofRecord || !(one.getJavaParameter().getName().equals("id") || (one.getPosition() == 0
                        && one.getBaseType().equals(description.recordType()))))
                .toList();
        var data = types.arguments(action, asked);
        add(description.name(), name, only("kwargs",
                ofRecord ? named(Map.of("id", TEXT, "data", data), "id") : named(Map.of("data", data), "")),
                types.result(action));
    }

    private void add(String service, String method, JsonObject body, Optional<JsonObject> result) {
        var address = RPC + service;
        var request = address + "." + method;
        var reply = request + ".reply";
        channels.addMessage(address, request, Json.createObjectBuilder().add("name", method)
                .add("correlationId", correlation()).add("headers", headers(method)).add("payload", body).build());
        channels.addReply(reply, Json.createObjectBuilder().add("name", method + " reply")
                .add("correlationId", correlation())
                .add("payload", Json.createObjectBuilder().add("oneOf", Json.createArrayBuilder()
                        .add(only("result", result.orElse(Json.createObjectBuilder().add("type", "null").build())))
                        .add(only("error", Channels.reference("#/components/schemas/" + WireSchemas.PROBLEM)))))
                .build());
        channels.addCall(address, request, reply);
    }

    private static JsonObject correlation() {
        return Json.createObjectBuilder().add("location", "$message.header#/correlation-id").build();
    }

    /** The properties of AMQP. */
    private static JsonObject headers(String method) {
        return Json.createObjectBuilder().add("type", "object")
                .add("properties", Json.createObjectBuilder()
                        .add("subject", Json.createObjectBuilder().add("type", "string").add("const", method))
                        .add("reply-to", TEXT).add("correlation-id", ANY).add("message-id", ANY)
                        .add("absolute-expiry-time", TEXT))
                .add("required", Json.createArrayBuilder().add("subject")).build();
    }

    private static JsonObject list(JsonObject items) {
        return Json.createObjectBuilder().add("type", "array").add("items", items).build();
    }

    private static JsonObject only(String member, JsonObject schema) {
        return named(Map.of(member, schema), member);
    }

    private static JsonObject named(Map<String, JsonObject> members, String... required) {
        var properties = Json.createObjectBuilder();
        new TreeMap<>(members).forEach(properties::add);
        var needed = Json.createArrayBuilder();
        for (var name : required) {
            if (!name.isEmpty()) {
                needed.add(name);
            }
        }
        var object = Json.createObjectBuilder().add("type", "object").add("properties", properties)
                .add("additionalProperties", false).build();
        var names = needed.build();
        return names.isEmpty() ? object : Json.createObjectBuilder(object).add("required", names).build();
    }
}
