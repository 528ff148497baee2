package io.multilith.impl.consume;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageReader;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Reads any message for a method of one parameter, whose type decides what becomes of the body. */
record BodyReader(Type type, JsonCodec json) implements MessageReader {
    private static final String CALL_ID_STACK = "call-id-stack";

    /** The first parameter's type, as it is seen from the service's class. Without any the deployment fails. */
    static BodyReader of(ServiceMethod method, JsonCodec json) {
        var service = method.method().getDeclaringType().getJavaClass();
        var type = method.parameters().stream().findFirst()
                .map(parameter -> GenericTypes.resolve(parameter.getBaseType(), service)).orElse(Void.class);
        return new BodyReader(type, json);
    }

    /** Messages of one group are in order; one of no group has a key of its own. */
    @Override
    public MessageCall read(Message message) {
        var context = CallContext.received(message.properties().messageId().map(Object::toString),
                message.header(CALL_ID_STACK), Optional.empty(), message.headers());
        var key = message.properties().group().map(group -> "group " + group)
                .orElseGet(() -> UUID.randomUUID().toString());
        return new MessageCall(key, Optional.empty(), arguments(message), context);
    }

    private Arguments arguments(Message message) {
        if (type == Message.class) {
            return Arguments.of(message);
        }
        if (type == byte[].class) {
            return Arguments.of((Object) message.body());
        }
        if (type == String.class && !isJson(message)) {
            return Arguments.of(text(message.body()));
        }
        return new Arguments.Positional(List.of(json.parse(message.body())));
    }

    private static boolean isJson(Message message) {
        return message.properties().contentType().map(type -> type.toLowerCase(Locale.ROOT).replaceFirst(";.*", ""))
                .filter(type -> type.trim().equals(Message.JSON)).isPresent();
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "The body is not UTF-8.");
        }
    }
}
