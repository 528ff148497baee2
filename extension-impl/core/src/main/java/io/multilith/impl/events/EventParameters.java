package io.multilith.impl.events;

import java.lang.reflect.Type;
import java.util.List;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.Event;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * What a method takes of an event: the data, the {@link Event}, both or nothing.
 *
 * @param types
 *            as they are seen from the service's class
 */
record EventParameters(ServiceMethod method, List<Type> types, boolean takeEvent) {

    static EventParameters of(ServiceMethod method) {
        var service = method.method().getDeclaringType().getJavaClass();
        var types = method.parameters().stream()
                .map(parameter -> GenericTypes.resolve(parameter.getBaseType(), service)).toList();
        return new EventParameters(method, types, types.contains(Event.class));
    }

    boolean areClear() {
        var events = types.stream().filter(type -> type == Event.class).count();
        return events <= 1 && types.size() - events <= 1;
    }

    Arguments arguments(Event event, JsonCodec json) {
        if (!takeEvent) {
            return types.isEmpty() ? Arguments.NONE : new Arguments.Positional(List.of(event.data()));
        }
        var values = new Object[types.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = types.get(i) == Event.class ? event : decode(i, event, json);
        }
        return Arguments.of(values);
    }

    private Object decode(int position, Event event, JsonCodec json) {
        try {
            return json.decode(event.data(), types.get(position), "/args/" + position);
        } catch (ProblemException unfit) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                    "The arguments do not fit " + method.qualifiedName() + ".", unfit.problem().errors()));
        }
    }
}
