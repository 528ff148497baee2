package io.multilith.impl.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonValue;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.Secrets;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.messaging.Message;
import io.multilith.problem.ProblemException;

/**
 * Takes out of a letter what the parameters of its handler call sensitive; whichever parameter says so, the body is meant. A
 * body that cannot be looked into is masked as a whole. What was taken out is looked for in all that stands beside the body.
 */
final class LetterMask {
    private final ServiceMethod method;
    private final SensitiveFields sensitive;
    private final JsonCodec json;

    LetterMask(ServiceMethod method, JsonCodec json) {
        this.method = method;
        this.sensitive = SensitiveFields.of(method);
        this.json = json;
    }

    Message apply(Message letter) {
        return sensitive.isEmpty() || letter.body().length == 0 ? letter : mask(letter);
    }

    private Message mask(Message letter) {
        try {
            var body = json.parse(letter.body());
            var masked = mask(body);
            return masked(letter, masked.equals(body) ? letter.body() : utf8(masked.toString()), texts(body));
        } catch (ProblemException notJson) {
            return masked(letter, utf8(SensitiveFields.MASK),
                    Set.of(new String(letter.body(), StandardCharsets.UTF_8)));
        }
    }

    private JsonValue mask(JsonValue body) {
        var masked = body;
        for (var i = 0; i < method.parameters().size(); i++) {
            masked = sensitive.mask(i, masked);
        }
        return masked;
    }

    private Set<String> texts(JsonValue body) {
        var texts = new HashSet<String>();
        for (var i = 0; i < method.parameters().size(); i++) {
            texts.addAll(sensitive.texts(i, body));
        }
        return texts;
    }

    private static Message masked(Message letter, byte[] body, Set<String> texts) {
        var secrets = Secrets.of(texts);
        var properties = hide(letter.properties(), secrets);
        var headers = hide(letter.headers(), secrets);
        if (body == letter.body() && properties.equals(letter.properties()) && headers.equals(letter.headers())) {
            return letter;
        }
        return Letters.masked(new Message(letter.address(), letter.routing(), body, letter.text(), properties,
                letter.durable(), letter.priority(), letter.timeToLive(), headers));
    }

    private static Message.Properties hide(Message.Properties of, Secrets secrets) {
        return new Message.Properties(of.messageId().map(secrets::hideIn), of.correlationId().map(secrets::hideIn),
                of.replyTo().map(secrets::hideValue), of.subject().map(secrets::hideValue), of.contentType(),
                of.expiry(), of.group().map(secrets::hideValue));
    }

    /** Not in ours, by which a letter is found. */
    private static Map<String, Object> hide(Map<String, Object> headers, Secrets secrets) {
        return headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                header -> Letters.isOurs(header.getKey()) ? header.getValue() : secrets.hideIn(header.getValue())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
