package io.multilith.events;

import java.util.Map;
import java.util.Optional;

/**
 * What an event has besides its type and data. Immutable.
 *
 * <pre>{@code
 * events.dispatch("order.placed", order, EventOptions.about(order.id()).with(Priority.HIGH));
 * }</pre>
 *
 * @param id
 *     its identity, by which duplicates are known; absent: a new one
 * @param subject
 *     what it is about; events of one subject are handled in order
 * @param priority
 *     how urgent it is
 * @param extensions
 *     CloudEvents extension attributes, lower-case letters and digits
 * @since 0.1
 */
public record EventOptions(Optional<String> id, Optional<String> subject, Priority priority,
        Map<String, String> extensions) {
    /** A new id, no subject, normal priority, no extensions. */
    public static final EventOptions NONE = new EventOptions(Optional.empty(), Optional.empty(), Priority.NORMAL,
            Map.of());

    public EventOptions {
        extensions = Map.copyOf(extensions);
    }

    /**
     * Says what the event is about.
     *
     * @param subject
     *     the key of the order
     * @return options with that subject
     */
    public static EventOptions about(String subject) {
        return new EventOptions(Optional.empty(), Optional.of(subject), Priority.NORMAL, Map.of());
    }

    /**
     * Gives the event an identity of the caller's.
     *
     * @param eventId
     *     unique within the source
     * @return a copy
     */
    public EventOptions withId(String eventId) {
        return new EventOptions(Optional.of(eventId), subject, priority, extensions);
    }

    /**
     * Says how urgent the event is.
     *
     * @param urgency
     *     its priority
     * @return a copy
     */
    public EventOptions with(Priority urgency) {
        return new EventOptions(id, subject, urgency, extensions);
    }
}
