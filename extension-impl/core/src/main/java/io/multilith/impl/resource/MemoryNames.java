package io.multilith.impl.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * The names of fields, kept once for all records of the same: parsed one by one they took a quarter of the memory. Parsed texts are
 * made anew, too: such a one may be a buffer, of which each look makes another text.
 */
final class MemoryNames {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_KNOWN = 1_000;
    private static final int FEW = 20;

    private final Map<List<String>, String[]> known = new HashMap<>();

    /** The same record, as small as it can be. */
    JsonObject shared(JsonObject fields) {
        if (fields.size() > FEW) {
            return fields;
        }
        var own = List.copyOf(fields.keySet());
        var names = known.get(own);
        if (names == null) {
            names = own.toArray(String[]::new);
            if (known.size() < MAX_KNOWN) {
                known.put(own, names);
            }
        }
        var values = fields.values().toArray(JsonValue[]::new);
        for (var i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof JsonString text ? JSON.createValue(text.getString()) : values[i];
        }
        return new CompactRecord(names, values);
    }
}
