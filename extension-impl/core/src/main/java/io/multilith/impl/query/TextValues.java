package io.multilith.impl.query;

import java.lang.reflect.Type;
import java.math.BigDecimal;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.RecordFields;

/** What a text of a URL means, by the type of its field. */
final class TextValues {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MOST_DIGITS = 100;

    private TextValues() {}

    /** The text itself when it cannot be of the type, which a check then finds. */
    static JsonValue read(String text, Type type) {
        if (type == String.class) {
            return JSON.createValue(text);
        }
        if (text.equals("null")) {
            return JsonValue.NULL;
        }
        if (RecordFields.isText(type)) {
            return JSON.createValue(text);
        }
        return switch (text) {
            case "true" -> JsonValue.TRUE;
            case "false" -> JsonValue.FALSE;
            default -> number(text);
        };
    }

    private static JsonValue number(String text) {
        if (text.length() <= MOST_DIGITS && text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            return JSON.createValue(new BigDecimal(text));
        }
        return JSON.createValue(text);
    }
}
