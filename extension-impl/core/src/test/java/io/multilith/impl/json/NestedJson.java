package io.multilith.impl.json;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/** Arrays within arrays. */
public final class NestedJson {
    private NestedJson() {}

    public static JsonValue of(int levels) {
        var provider = JsonProvider.provider();
        var value = JsonValue.NULL;
        for (var i = 0; i < levels; i++) {
            value = provider.createArrayBuilder().add(value).build();
        }
        return value;
    }
}
