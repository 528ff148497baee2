package io.multilith.tck;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/** Makes records and writes them. */
final class Writes {
    static final int ALL = 100_000;

    private Writes() {}

    /** A record with an id and nothing else yet. */
    static JsonObjectBuilder item(String id) {
        return Json.createObjectBuilder().add("id", id);
    }

    static JsonObject counted(String id, long count) {
        return item(id).add("count", count).build();
    }

    static RecordWrite creation(JsonObject fields) {
        return new RecordWrite(id(fields), ChangeKind.CREATED, Optional.empty(), Optional.of(fields),
                Optional.empty());
    }

    static RecordWrite replacement(StoredRecord expected, JsonObject fields) {
        return new RecordWrite(expected.id(), ChangeKind.REPLACED, Optional.of(expected), Optional.of(fields),
                Optional.empty());
    }

    static RecordWrite patching(StoredRecord expected, JsonObject fields) {
        return new RecordWrite(expected.id(), ChangeKind.PATCHED, Optional.of(expected), Optional.of(fields),
                Optional.of(Json.createMergeDiff(expected.fields(), fields).toJsonValue().asJsonObject()));
    }

    static RecordWrite removal(StoredRecord expected) {
        return new RecordWrite(expected.id(), ChangeKind.REMOVED, Optional.of(expected), Optional.empty(),
                Optional.empty());
    }

    static List<ResourceChange> insert(CollectionStore store, JsonObject... records) throws StaleWriteException {
        return store.commit(Arrays.stream(records).map(Writes::creation).toList());
    }

    static List<ResourceChange> insert(CollectionStore store, String... ids) throws StaleWriteException {
        return insert(store, Arrays.stream(ids).map(id -> counted(id, 1)).toArray(JsonObject[]::new));
    }

    static ResourceChange replace(CollectionStore store, JsonObject fields) throws StaleWriteException {
        return store.commit(List.of(replacement(store.get(id(fields)).orElseThrow(), fields))).get(0);
    }

    static ResourceChange remove(CollectionStore store, String id) throws StaleWriteException {
        return store.commit(List.of(removal(store.get(id).orElseThrow()))).get(0);
    }

    static String id(JsonObject fields) {
        return fields.get("id") instanceof JsonString text ? text.getString() : fields.get("id").toString();
    }

    /** Numbers without zeros at their ends, at any depth: values are to be kept, not how they were written. */
    static JsonValue byValue(JsonValue value) {
        if (value instanceof JsonNumber number) {
            var plain = number.bigDecimalValue().stripTrailingZeros();
            return Json.createValue(plain.signum() == 0 ? BigDecimal.ZERO : plain);
        }
        if (value instanceof JsonArray array) {
            return Json.createArrayBuilder(array.stream().map(Writes::byValue).toList()).build();
        }
        if (value instanceof JsonObject object) {
            var members = Json.createObjectBuilder();
            object.forEach((name, member) -> members.add(name, byValue(member)));
            return members.build();
        }
        return value;
    }
}
