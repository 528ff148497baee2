package io.multilith.impl.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final Set<String> ATTRIBUTE_HEADERS = ATTRIBUTES.stream()
            .flatMap(name -> Stream.of(PREFIX + name, OTHER_PREFIX + name)).collect(Collectors.toUnmodifiableSet());
    private static final Attribute ID = new Attribute("id");
    private static final Attribute TYPE = new Attribute("type");
    private static final Attribute SUBJECT = new Attribute("subject");
    private static final Attribute TIME = new Attribute("time");

    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,63}");

    private CloudEventMessages() {}

    /** By either of the names that a header may have. */
    private record Attribute(String header, String otherHeader) {
        Attribute(String name) {
            this(PREFIX + name, OTHER_PREFIX + name);
        }

        Optional<String> of(Message message) {
            var value = message.headers().getOrDefault(header, message.headers().get(otherHeader));
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        }
    }

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
        return TYPE.of(message).orElse("");
    }

    static Event read(Message message, String source, JsonCodec json) {
        var type = type(message);
        if (type.isEmpty()) {
            throw malformed("An event has a type.");
        }
        var id = ID.of(message).orElseThrow(() -> malformed("An event has an id."));
        var time = TIME.of(message).map(CloudEventMessages::time).orElseGet(Instant::now);
        var data = message.body().length == 0 ? JsonValue.NULL : json.parse(message.body());
        return new Event(id, source, type, SUBJECT.of(message), time, data,
                new Priority(message.priority()), extensions(message));
    }

    private static Map<String, String> extensions(Message message) {
        var extensions = new HashMap<String, String>();
        message.headers().forEach((name, value) -> {
            if ((name.startsWith(PREFIX) || name.startsWith(OTHER_PREFIX)) && !ATTRIBUTE_HEADERS.contains(name)) {
                extensions.put(name.substring(PREFIX.length()), value.toString());
            }
        });
        return extensions;
    }

    private static Instant time(String text) {
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException notTime) {
            throw malformed("The event's time is not of RFC 3339.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-event", detail);
    }
}
