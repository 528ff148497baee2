package io.multilith.impl.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordLink;
import io.multilith.resource.ResourceChange;

/** A change in the words of ZeroServices: resource name, id and one of the verbs create, patch, delete, add_link. */
final class ZeroServicesEvent {
    static final String ALL = "*";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ID = "id";
    private static final Map<ChangeKind, String> VERBS = Map.of(ChangeKind.CREATED, "create", ChangeKind.REPLACED,
            "patch", ChangeKind.PATCHED, "patch", ChangeKind.REMOVED, "delete", ChangeKind.LINKED, "add_link",
            ChangeKind.UNLINKED, "patch");

    private ZeroServicesEvent() {}

    /** Every topic under which the change is told. */
    static List<String> topics(ResourceChange change) {
        var verb = change.collection() + "." + VERBS.get(change.kind());
        return List.of(ALL, change.collection(), verb, verb + "." + change.id());
    }

    static String frame(ResourceChange change) {
        var data = JSON.createObjectBuilder().add("resource_name", change.collection())
                .add("resource_id", change.id()).add("action", VERBS.get(change.kind()));
        var before = change.before();
        var after = change.after();
        if (change.kind() == ChangeKind.LINKED) {
            addLink(data, newLink(before.orElseThrow(), after.orElseThrow()));
        } else if (before.isPresent() && after.isPresent()) {
            data.add("patch", patch(change, before.get(), after.get()));
        } else {
            after.or(() -> before).ifPresent(record -> data.add("resource_data", withoutId(record)));
        }
        return JSON.createObjectBuilder().add("type", "event").add("data", data).build().toString();
    }

    private static void addLink(JsonObjectBuilder data, RecordLink link) {
        data.add("relation", link.relation()).add("target_id",
                JSON.createArrayBuilder().add(link.target().collection()).add(link.target().id()));
        link.title().ifPresent(title -> data.add("title", title));
    }

    /** What is left of the links after without those before. */
    private static RecordLink newLink(JsonObject before, JsonObject after) {
        var links = new ArrayList<>(RecordLink.of(after));
        RecordLink.of(before).forEach(links::remove);
        return links.get(links.size() - 1);
    }

    /** A replaced record is a patch of all its fields. */
    private static JsonObject patch(ResourceChange change, JsonObject before, JsonObject after) {
        var changed = change.patch().orElse(after);
        var set = JSON.createObjectBuilder();
        after.forEach((field, value) -> {
            if (changed.containsKey(field) && !field.equals(ID)) {
                set.add(field, value);
            }
        });
        var patch = JSON.createObjectBuilder().add("$set", set);
        var gone = before.keySet().stream().filter(field -> !after.containsKey(field)).toList();
        if (!gone.isEmpty()) {
            var unset = JSON.createObjectBuilder();
            gone.forEach(field -> unset.add(field, ""));
            patch.add("$unset", unset);
        }
        return patch.build();
    }

    private static JsonObject withoutId(JsonObject record) {
        return JSON.createObjectBuilder(record).remove(ID).build();
    }
}
