package io.multilith.impl.delivery;

import jakarta.json.JsonValue;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.messaging.Message;
import io.multilith.problem.ProblemException;

/**
 * Takes out of a letter what the parameters of its handler call sensitive; whichever parameter says so, the body is meant. A
 * body that cannot be looked into is masked as a whole.
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
            return masked.equals(body) ? letter : Letters.masked(letter, masked.toString());
        } catch (ProblemException notJson) {
            return Letters.masked(letter, SensitiveFields.MASK);
        }
    }

    private JsonValue mask(JsonValue body) {
        var masked = body;
        for (var i = 0; i < method.parameters().size(); i++) {
            masked = sensitive.mask(i, masked);
        }
        return masked;
    }
}
