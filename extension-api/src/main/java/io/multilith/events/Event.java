package io.multilith.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonValue;

/**
 * Something that happened: a CloudEvent 1.0. Immutable.
 *
 * @param id
 *     unique within the source, the same at each delivery
 * @param source
 *     the service or collection that tells of it
 * @param type
 *     what happened
 * @param subject
 *     what it happened to; events of one subject are handled in order
 * @param time
 *     when
 * @param data
 *     the details
 * @param priority
 *     how urgent it is
 * @param extensions
 *     CloudEvents extension attributes, lower-case letters and digits
 * @since 0.1
 */
public record Event(String id, String source, String type, Optional<String> subject, Instant time, JsonValue data,
        Priority priority, Map<String, String> extensions) {

    public Event {
        extensions = Map.copyOf(extensions);
    }
}
