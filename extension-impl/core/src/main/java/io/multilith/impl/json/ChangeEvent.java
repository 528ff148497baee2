package io.multilith.impl.json;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.ResourceChange;
import io.multilith.resource.ToldChange;

/** A change as a CloudEvent, by the wire contract's section 4. */
public final class ChangeEvent {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ChangeEvent() {}

    /** In structured form. */
    public static JsonObject of(ResourceChange change) {
        return of(change, data(change));
    }

    /** As its subscribers see it. */
    public static JsonObject of(ToldChange told) {
        var data = data(told.change());
        return of(told.change(), told.reason()
                .map(reason -> JSON.createObjectBuilder(data).add("reason", reason.wireName()).build()).orElse(data));
    }

    private static JsonObject of(ResourceChange change, JsonObject data) {
        return JSON.createObjectBuilder().add("specversion", "1.0").add("type", type(change))
                .add("source", "/" + change.collection()).add("subject", change.id())
                .add("id", change.version().toString()).add("sequence", sequence(change))
                .add("time", change.time().toString()).add("datacontenttype", "application/json")
                .add("data", data).build();
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
