package io.multilith.impl.json;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.ResourceChange;

/** A change as a CloudEvent, by the wire contract's section 4. */
public final class ChangeEvent {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ChangeEvent() {}

    /** In structured form. */
    public static JsonObject of(ResourceChange change) {
        return JSON.createObjectBuilder().add("specversion", "1.0").add("type", type(change))
                .add("source", "/" + change.collection()).add("subject", change.id())
                .add("id", change.version().toString()).add("sequence", sequence(change))
                .add("time", change.time().toString()).add("datacontenttype", "application/json")
                .add("data", data(change)).build();
    }

    public static String type(ResourceChange change) {
        return change.collection() + "." + change.kind().wireName();
    }

    public static String sequence(ResourceChange change) {
        return "%020d".formatted(change.version().position());
    }

    public static JsonObject data(ResourceChange change) {
        var data = JSON.createObjectBuilder();
        change.after().or(change::before).ifPresent(record -> data.add("resource", record));
        change.patch().ifPresent(patch -> data.add("patch", patch));
        return data.add("version", change.version().position()).build();
    }
}
