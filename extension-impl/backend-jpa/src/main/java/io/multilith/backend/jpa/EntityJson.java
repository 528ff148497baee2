package io.multilith.backend.jpa;

import java.io.StringReader;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.RecordLink;

/** Entities as JSON and back. Thread-safe. */
final class EntityJson {
    static final JsonProvider JSON = JsonProvider.provider();

    private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig().withAdapters(TextAdapters.ALL));

    JsonObject write(Object entity) {
        return parse(jsonb.toJson(entity));
    }

    /** The entity knows nothing of them. */
    static JsonObject withLinks(JsonObject fields, Optional<JsonValue> links) {
        return links.isEmpty()
                ? fields
                : JSON.createObjectBuilder(fields).add(RecordLink.LINKS, links.get()).build();
    }

    Object read(JsonObject fields, Class<?> type) {
        return jsonb.fromJson(JSON.createObjectBuilder(fields).remove(RecordLink.LINKS).build().toString(), type);
    }

    static JsonObject parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
