package io.multilith.impl.http.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** The channels, messages and operations of a document while it is put together. */
final class Channels {
    private static final String REPLIES = "replies";

    private final Map<String, Map<String, JsonObject>> messagesOf = new TreeMap<>();
    private final Map<String, JsonObject> messages = new TreeMap<>();
    private final Map<String, JsonObject> operations = new TreeMap<>();

    /** A message that can be on a channel, under a name of its own in the document. */
    void addMessage(String channel, String name, JsonObject message) {
        messages.put(name, message);
        messagesOf.computeIfAbsent(channel, unused -> new LinkedHashMap<>()).put(name,
                reference("#/components/messages/" + name));
    }

    /** Something that is asked of this application, and answered. */
    void addCall(String channel, String request, String reply) {
        operations.put(request, operation("receive", channel, List.of(request)).add("reply", Json.createObjectBuilder()
                .add("address", Json.createObjectBuilder().add("location", "$message.header#/reply-to"))
                .add("channel", reference("#/channels/" + REPLIES))
                .add("messages", Json.createArrayBuilder().add(messageOn(REPLIES, reply)))).build());
    }

    void addReply(String name, JsonObject message) {
        addMessage(REPLIES, name, message);
    }

    /** Something that this application sends, or takes without an answer. */
    void addOneWay(String name, String action, String channel, List<String> names) {
        operations.put(name, operation(action, channel, names).build());
    }

    private static JsonObjectBuilder operation(String action, String channel, List<String> names) {
        var list = Json.createArrayBuilder();
        names.forEach(name -> list.add(messageOn(channel, name)));
        return Json.createObjectBuilder().add("action", action).add("channel", reference("#/channels/" + channel))
                .add("messages", list);
    }

    /** The address of replies is whatever the caller says. */
    JsonObject channels() {
        var channels = Json.createObjectBuilder();
        messagesOf.forEach((channel, names) -> channels.add(channel, Json.createObjectBuilder()
                .add("address", channel.equals(REPLIES) ? JsonValue.NULL : Json.createValue(channel))
                .add("messages", object(names))));
        return channels.build();
    }

    JsonObject messages() {
        return object(messages);
    }

    JsonObject operations() {
        return object(operations);
    }

    private static JsonObject messageOn(String channel, String name) {
        return reference("#/channels/" + channel + "/messages/" + name);
    }

    static JsonObject reference(String to) {
        return Json.createObjectBuilder().add("$ref", to).build();
    }

    private static JsonObject object(Map<String, JsonObject> members) {
        var object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }
}
