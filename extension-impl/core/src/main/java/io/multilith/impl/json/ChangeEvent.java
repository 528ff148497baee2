package io.multilith.impl.json;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/** A change as a CloudEvent, by the wire contract's section 4. */
public final class ChangeEvent {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String BEFORE = "before";
    private static final Map<String, ChangeKind> KINDS = Stream.of(ChangeKind.values())
            .collect(Collectors.toMap(ChangeKind::wireName, kind -> kind));

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

    /** With the record before it, for a node that follows from afar. */
    public static JsonObject forPeers(ResourceChange change) {
        var data = JSON.createObjectBuilder(data(change));
        change.before().ifPresent(before -> data.add(BEFORE, before));
        return JSON.createObjectBuilder(of(change)).add("data", data).build();
    }

    /** Reads what {@link #forPeers} wrote. */
    public static ResourceChange ofPeer(String collection, JsonObject event) {
        var id = event.getString("id");
        var data = event.getJsonObject("data");
        var kind = KINDS.get(event.getString("type").substring(collection.length() + 1));
        return new ResourceChange(collection, event.getString("subject"), kind,
                new Version(id.substring(0, id.lastIndexOf('-')), data.getJsonNumber("version").longValueExact()),
                Instant.parse(event.getString("time")), Optional.ofNullable(data.getJsonObject(BEFORE)),
                kind == ChangeKind.REMOVED ? Optional.empty() : Optional.of(data.getJsonObject("resource")),
                Optional.ofNullable(data.getJsonObject("patch")));
    }
}
