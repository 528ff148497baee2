package io.multilith.impl.consume;

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
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Reads any message for a method of one parameter, whose type decides what becomes of the body. */
record BodyReader(ServiceMethod method, JsonCodec json) implements MessageReader {
    private static final String CALL_ID_STACK = "call-id-stack";

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
        var type = method.parameters().get(0).getBaseType();
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
