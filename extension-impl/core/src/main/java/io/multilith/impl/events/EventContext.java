package io.multilith.impl.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.CallHeader;
import io.multilith.events.Event;
import io.multilith.messaging.Message;

/**
 * The context of a call as CloudEvents extensions, so that the handlers of an event know what led to it: the names of
 * {@link CallHeader} and {@value #CALL_ID_STACK}. No deadline: nobody waits for a handler.
 */
final class EventContext {
    private static final String CALL_ID_STACK = "callidstack";
    private static final String PLAIN_CALL_ID_STACK = "call-id-stack";

    private EventContext() {}

    /** What travels with the events that a call tells of. */
    static Map<String, String> extensions(CallContext context) {
        var extensions = new HashMap<String, String>(CallHeader.allowed(context.headers()));
        extensions.put(CALL_ID_STACK, String.join(",", context.callIdStack()));
        return extensions;
    }

    /** The context of the call that handles an event. A plain application property stands in for an absent extension. */
    static CallContext read(Event event, Message message) {
        var found = event.extensions().isEmpty() ? message.headers() : merged(message.headers(), event.extensions());
        var callers = text(found, CALL_ID_STACK).or(() -> text(found, PLAIN_CALL_ID_STACK));
        return CallContext.received(Optional.of(event.id()), callers, Optional.empty(), found);
    }

    private static Map<String, Object> merged(Map<String, Object> headers, Map<String, String> extensions) {
        var found = new HashMap<>(headers);
        found.putAll(extensions);
        return found;
    }

    private static Optional<String> text(Map<String, Object> found, String name) {
        return found.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
