package io.multilith.impl.realtime;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/**
 * What a ZeroServices client says on a socket: {@code join} or {@code subscribe} with topics. A bad frame gets an error and the
 * socket lives.
 */
final class ZeroServicesProtocol implements SocketProtocol {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> JOINS = Set.of("join", "subscribe");
    private static final Set<String> VERBS = Set.of("create", "patch", "delete", "add_link");
    private static final String TYPE = "type";
    private static final String TOPICS = "topics";

    private final Sockets sockets;
    private final SocketWriter writer;

    ZeroServicesProtocol(Sockets sockets, SocketWriter writer) {
        this.sockets = sockets;
        this.writer = writer;
    }

    @Override
    public void receive(String frame) {
        try {
            join(requireCommand(sockets.json().parse(frame)));
        } catch (ProblemException refusal) {
            writer.send(JSON.createObjectBuilder().add(TYPE, "error").add("error", refusal.problem().toJson()).build()
                    .toString());
        }
    }

    private static JsonObject requireCommand(JsonValue frame) {
        if (frame instanceof JsonObject command && command.get(TYPE) instanceof JsonString) {
            return command;
        }
        throw malformed("A frame is a JSON object with a type.");
    }

    private void join(JsonObject command) {
        if (!JOINS.contains(command.getString(TYPE))) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-command",
                    "The type of a frame is one of join and subscribe.");
        }
        if (!(command.get(TOPICS) instanceof JsonArray list)
                || !list.stream().allMatch(JsonString.class::isInstance)) {
            throw malformed("topics is an array of texts.");
        }
        var topics = new LinkedHashSet<>(list.getValuesAs(JsonString::getString));
        topics.forEach(this::requireKnown);
        var joined = new LinkedHashSet<>(writer.topics());
        joined.addAll(topics);
        if (joined.size() > sockets.maxTopics()) {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-topics",
                    "A socket joins at most " + sockets.maxTopics() + " topics.");
        }
        writer.join(topics, JSON.createObjectBuilder().add(TYPE, "joined").add(TOPICS, list).build().toString());
    }

    private void requireKnown(String topic) {
        var parts = topic.split("\\.", 3);
        if (!topic.equals(ZeroServicesEvent.ALL) && !sockets.collections().contains(parts[0])) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection for the topic " + topic + ".");
        }
        if (parts.length > 1 && !VERBS.contains(parts[1])) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-topic",
                    "The verb of the topic " + topic + " is one of create, patch, delete and add_link.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
