package io.multilith.impl.http.asyncapi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.Event;
import io.multilith.events.HandleEvent;
import io.multilith.impl.json.SchemaDocument;
import io.multilith.resource.ChangeKind;

/** What is told at {@code events.*} and who listens, by the wire contract's sections 4 and 8. */
final class Events {
    private static final String EVENTS = "events.";
    /** Before the attributes of an event among the application properties. */
    private static final String CE = "cloudEvents:";

    private final Channels channels;
    private final SchemaDocument types;

    Events(Channels channels, SchemaDocument types) {
        this.channels = channels;
        this.types = types;
    }

    /** The changes of a collection, which this application tells of. */
    void addChanges(String collection, JsonObject record) {
        var kinds = Arrays.stream(ChangeKind.values()).map(kind -> collection + "." + kind.wireName()).toList();
        var data = Json.createObjectBuilder().add("type", "object").add("properties", Json.createObjectBuilder()
                .add("resource", record)
                .add("patch", Json.createObjectBuilder().add("type", "object").add("description", "RFC 7396"))
                .add("version", Json.createObjectBuilder().add("type", "integer")))
                .add("required", Json.createArrayBuilder().add("version")).build();
        var headers = headers(kinds).add(CE + "sequence",
                Json.createObjectBuilder().add("type", "string").add("pattern", "^[0-9]{20}$"));
        var channel = EVENTS + collection;
        channels.addMessage(channel, channel, message(headers, data));
        channels.addOneWay(channel, "send", channel, List.of(channel));
    }

    /** What a method listens to. */
    void addHandler(ServiceMethod method, HandleEvent subscription) {
        var data = method.parameters().stream().filter(parameter -> parameter.getBaseType() != Event.class).findFirst()
                .map(parameter -> types.accepted(parameter.getBaseType())).orElse(JsonValue.EMPTY_JSON_OBJECT);
        for (var source : subscription.source()) {
            var name = EVENTS + source + ".to." + method.service() + "." + method.name();
            channels.addMessage(EVENTS + source, name, message(headers(List.of(subscription.type())), data));
            channels.addOneWay(name, "receive", EVENTS + source, List.of(name));
        }
    }

    private static JsonObject message(JsonObjectBuilder headers, JsonObject data) {
        return Json.createObjectBuilder().add("title", "CloudEvents 1.0, AMQP binding, binary mode")
                .add("headers", Json.createObjectBuilder().add("type", "object").add("properties", headers)
                        .add("required", Json.createArrayBuilder(
                                Stream.of("specversion", "id", "source", "type").map(name -> CE + name).toList())))
                .add("payload", data).build();
    }

    private static JsonObjectBuilder headers(List<String> eventTypes) {
        var headers = Json.createObjectBuilder();
        Stream.of("specversion", "id", "source", "subject", "time", "traceparent")
                .forEach(name -> headers.add(CE + name, Json.createObjectBuilder().add("type", "string")));
        var type = Json.createObjectBuilder().add("type", "string");
        return headers.add(CE + "type", eventTypes.stream().anyMatch(name -> name.endsWith("*"))
                ? type.add("description", String.join(", ", eventTypes))
                : type.add("enum", Json.createArrayBuilder(eventTypes)));
    }
}
