package io.multilith.impl.resource;

import java.util.HashMap;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

/** The names of fields, each kept once for all records: parsed one by one they took a quarter of the memory. */
final class MemoryNames {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_NAMES = 1_000;

    private final Map<String, String> names = new HashMap<>();

    /** The same record with names that others have, too. */
    JsonObject shared(JsonObject fields) {
        var shared = JSON.createObjectBuilder();
        fields.forEach((name, value) -> shared.add(name(name), value));
        return shared.build();
    }

    private String name(String name) {
        var known = names.get(name);
        if (known == null && names.size() < MAX_NAMES) {
            names.put(name, name);
        }
        return known == null ? name : known;
    }
}
