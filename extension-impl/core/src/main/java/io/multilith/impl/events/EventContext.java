package io.multilith.impl.events;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
    private static final int LONGEST_STACK = 4_096;

    private EventContext() {}

    /** What travels with the events that a call tells of. */
    static Map<String, String> extensions(CallContext context) {
        var extensions = new HashMap<String, String>(CallHeader.allowed(context.headers()));
        var stack = String.join(",", context.callIdStack());
        if (stack.length() <= LONGEST_STACK) {
            extensions.put(CALL_ID_STACK, stack);
        }
        return extensions;
    }

    /** The context of the call that handles an event. A plain application property stands in for an absent extension. */
    static CallContext read(Event event, Message message) {
        var found = event.extensions().isEmpty() ? message.headers() : merged(message.headers(), event.extensions());
        var callers = stack(found, CALL_ID_STACK).or(() -> stack(found, PLAIN_CALL_ID_STACK)).orElse(List.of());
        return new CallContext(event.id(), callers, Optional.empty(), CallHeader.allowed(found));
    }

    private static Map<String, Object> merged(Map<String, Object> headers, Map<String, String> extensions) {
        var found = new HashMap<>(headers);
        found.putAll(extensions);
        return found;
    }

    private static Optional<List<String>> stack(Map<String, Object> found, String name) {
        return found.get(name) instanceof String text && !text.isEmpty() && text.length() <= LONGEST_STACK
                ? Optional.of(Arrays.asList(text.split(",")))
                : Optional.empty();
    }
}
