package io.multilith.impl.resource;

import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.entrypoint.Caller;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;

/** Finds the records that others have links to. */
@Singleton
public class LinkedRecords {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Collections collections;

    @Inject
    public LinkedRecords(Collections collections) {
        this.collections = collections;
    }

    /** What a caller is shown of a record; empty when there is none, or no such collection here. */
    Optional<JsonObject> find(RecordReference reference, Optional<Caller> caller) {
        return collections.remote(reference.collection()).map(remote -> remote.find(reference.id(), caller))
                .orElseGet(() -> findOwned(reference, caller));
    }

    private Optional<JsonObject> findOwned(RecordReference reference, Optional<Caller> caller) {
        return collections.find(reference.collection())
                .filter(collection -> collection.ids().read(reference.id()).isPresent())
                .flatMap(collection -> collection.store().get(reference.id())
                        .filter(record -> collection.readable(caller).matches(record.fields()))
                        .map(record -> collection.rules().visible(record.fields())));
    }

    /** Adds the records that a record has links to, by the relations that are wanted. */
    JsonObject embed(JsonObject shown, JsonObject record, Set<String> relations, Optional<Caller> caller) {
        var embedded = JSON.createObjectBuilder();
        var links = RecordLink.of(record);
        relations.forEach(relation -> {
            var targets = JSON.createArrayBuilder();
            links.stream().filter(link -> link.relation().equals(relation))
                    .forEach(link -> find(link.target(), caller).ifPresent(targets::add));
            embedded.add(relation, targets);
        });
        return JSON.createObjectBuilder(shown).add("_embedded", embedded).build();
    }
}
