package io.multilith.impl.realtime;

import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;

/** A change in the words of ZeroServices: resource name, id and one of the verbs create, patch, delete. */
final class ZeroServicesEvent {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final String ALL = "*";
    private static final String ID = "id";
    private static final Map<ChangeKind, String> VERBS = Map.of(ChangeKind.CREATED, "create", ChangeKind.REPLACED,
            "patch", ChangeKind.PATCHED, "patch", ChangeKind.REMOVED, "delete");

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
        if (before.isPresent() && after.isPresent()) {
            data.add("patch", patch(change, before.get(), after.get()));
        } else {
            after.or(() -> before).ifPresent(record -> data.add("resource_data", withoutId(record)));
        }
        return JSON.createObjectBuilder().add("type", "event").add("data", data).build().toString();
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
