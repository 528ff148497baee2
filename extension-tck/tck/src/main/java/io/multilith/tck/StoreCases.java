package io.multilith.tck;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;

import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.StoredRecord;

/** What the parts of {@link ResourceBackendContract} have in common: an empty collection of items. */
abstract class StoreCases {
    private static final Set<String> INDEXES = Set.of("name", "done");

    protected final ResourceBackendContract contract;
    protected final String collection = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    protected CollectionStore store;
    private ResourceBackend backend;

    StoreCases(ResourceBackendContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    final void open() {
        backend = contract.backend();
        store = open(collection, contract.recordType());
    }

    protected final CollectionStore open(String name, Type type) {
        return open(name, type, Writes.ALL);
    }

    protected final CollectionStore open(String name, Type type, int history) {
        return backend.open(new CollectionDefinition(name, type, INDEXES, history, () -> {}));
    }

    protected final List<String> ids(Query query) {
        return ids(store, query);
    }

    protected static List<String> ids(CollectionStore store, Query query) {
        return store.find(query).records().stream().map(StoredRecord::id).toList();
    }

    protected static Optional<JsonValue> fields(Optional<StoredRecord> record) {
        return record.map(StoredRecord::fields).map(Writes::byValue);
    }

    protected static Optional<JsonValue> byValue(Optional<JsonObject> fields) {
        return fields.map(Writes::byValue);
    }
}
