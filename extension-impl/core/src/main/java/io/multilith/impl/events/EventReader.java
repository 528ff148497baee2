package io.multilith.impl.events;

import java.util.Optional;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageReader;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;

/**
 * Reads the events of one source for one method.
 *
 * @param deduplicate
 *            whether an event is known again by its source and id
 */
record EventReader(EventParameters parameters, String source, EventTypes types, boolean deduplicate, JsonCodec json)
        implements
            MessageReader {

    /** A message without type is wanted: it is no event, which somebody should see. */
    @Override
    public boolean wants(Message message) {
        var type = CloudEventMessages.type(message);
        return type.isEmpty() || types.contain(type);
    }

    @Override
    public MessageCall read(Message message) {
        var event = CloudEventMessages.read(message, source, json);
        var identity = deduplicate ? Optional.of(source + " " + event.id()) : Optional.<String>empty();
        return new MessageCall(event.subject().orElse(event.id()), identity, parameters.arguments(event, json),
                EventContext.read(event, message));
    }
}
