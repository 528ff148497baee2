package io.multilith.impl.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.json.JsonValue;

import io.multilith.events.Event;
import io.multilith.events.Priority;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** The AMQP binding of CloudEvents 1.0, binary mode: attributes are application properties, the data is the body. */
final class CloudEventMessages {
    private static final String PREFIX = "cloudEvents:";
    private static final String OTHER_PREFIX = "cloudEvents_";
    private static final Set<String> ATTRIBUTES = Set.of("specversion", "id", "source", "type", "subject", "time",
            "datacontenttype", "dataschema");

    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,63}");

    private CloudEventMessages() {}

    static boolean isSource(String name) {
        return SOURCE.matcher(name).matches();
    }

    static boolean isExtension(String name) {
        return EXTENSION.matcher(name).matches() && !ATTRIBUTES.contains(name);
    }

    static String address(String source) {
        return "events." + source;
    }

    static Message write(Event event) {
        var headers = new HashMap<String, Object>();
        headers.put(PREFIX + "specversion", "1.0");
        headers.put(PREFIX + "id", event.id());
        headers.put(PREFIX + "source", "/" + event.source());
        headers.put(PREFIX + "type", event.type());
        headers.put(PREFIX + "time", event.time().toString());
        event.subject().ifPresent(subject -> headers.put(PREFIX + "subject", subject));
        event.extensions().forEach((name, value) -> headers.put(PREFIX + name, value));
        var message = Message.toTopic(address(event.source()), event.data().toString()).asDurable()
                .withMessageId(event.id()).withSubject(event.type()).withPriority(event.priority().level())
                .withHeaders(headers);
        return event.subject().map(message::withGroup).orElse(message);
    }

    /** The type alone, for handlers that may not want the event at all. */
    static String type(Message message) {
        return attribute(message, "type").orElse("");
    }

    static Event read(Message message, String source, JsonCodec json) {
        if (type(message).isEmpty()) {
            throw malformed("An event has a type.");
        }
        var id = attribute(message, "id").orElseThrow(() -> malformed("An event has an id."));
        var time = attribute(message, "time").map(CloudEventMessages::time).orElseGet(Instant::now);
        var data = message.body().length == 0 ? JsonValue.NULL : json.parse(message.body());
        return new Event(id, source, type(message), attribute(message, "subject"), time, data,
                new Priority(message.priority()), extensions(message));
    }

    private static Map<String, String> extensions(Message message) {
        var extensions = new HashMap<String, String>();
        message.headers().forEach((name, value) -> {
            if (name.startsWith(PREFIX) || name.startsWith(OTHER_PREFIX)) {
                var attribute = name.substring(PREFIX.length());
                if (!ATTRIBUTES.contains(attribute)) {
                    extensions.put(attribute, value.toString());
                }
            }
        });
        return extensions;
    }

    private static Optional<String> attribute(Message message, String name) {
        return message.header(PREFIX + name).or(() -> message.header(OTHER_PREFIX + name));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notTime) {
            throw malformed("The event's time is not of RFC 3339.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-event", detail);
    }
}
