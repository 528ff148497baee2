package io.multilith.impl.http;

import java.util.List;
import java.util.Locale;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * Hides what should not be looked at.
 *
 * @param names
 *            parts of names of members, in any letters
 */
record Redaction(List<String> names) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonValue HIDDEN = JSON.createValue("***");

    JsonValue of(JsonValue value) {
        if (value instanceof JsonObject object) {
            var shown = JSON.createObjectBuilder();
            object.forEach((name, member) -> shown.add(name, isHidden(name) ? HIDDEN : of(member)));
            return shown.build();
        }
        if (value instanceof JsonArray array) {
            var shown = JSON.createArrayBuilder();
            array.forEach(element -> shown.add(of(element)));
            return shown.build();
        }
        return value;
    }

    private boolean isHidden(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(part -> small.contains(part.toLowerCase(Locale.ROOT)));
    }
}
