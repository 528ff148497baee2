package io.multilith.impl.events;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.spi.AnnotatedParameter;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageReader;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.Event;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Reads the events of one source for one method, which takes the data, the {@link Event}, both or nothing.
 *
 * @param deduplicate
 *            whether an event is known again by its source and id
 */
record EventReader(ServiceMethod method, String source, EventTypes types, boolean deduplicate, JsonCodec json)
        implements
            MessageReader {

    static boolean isEvent(AnnotatedParameter<?> parameter) {
        return parameter.getBaseType() == Event.class;
    }

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
        return new MessageCall(event.subject().orElse(event.id()), identity, arguments(event),
                EventContext.read(event, message));
    }

    private Arguments arguments(Event event) {
        var parameters = method.parameters();
        if (parameters.stream().noneMatch(EventReader::isEvent)) {
            return parameters.isEmpty() ? Arguments.NONE : new Arguments.Positional(List.of(event.data()));
        }
        return Arguments.of(parameters.stream()
                .map(parameter -> isEvent(parameter) ? event : decode(parameter, event)).toArray());
    }

    private Object decode(AnnotatedParameter<?> parameter, Event event) {
        try {
            return json.decode(event.data(), parameter.getBaseType(), "/args/" + parameter.getPosition());
        } catch (ProblemException unfit) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                    "The arguments do not fit " + method.qualifiedName() + ".", unfit.problem().errors()));
        }
    }
}
