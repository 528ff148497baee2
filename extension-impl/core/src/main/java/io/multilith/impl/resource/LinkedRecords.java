package io.multilith.impl.resource;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;

/** Finds the records that others have links to. */
@ApplicationScoped
public class LinkedRecords {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Collections collections;

    /** For the client proxy only. */
    protected LinkedRecords() {
        this(null);
    }

    @Inject
    public LinkedRecords(Collections collections) {
        this.collections = collections;
    }

    /** What is shown of a record; empty when there is none, or none here. */
    Optional<JsonObject> find(RecordReference reference) {
        return collections.find(reference.collection())
                .filter(collection -> collection.ids().read(reference.id()).isPresent())
                .flatMap(collection -> collection.store().get(reference.id())
                        .map(record -> collection.rules().visible(record.fields())));
    }

    /** Adds the records that a record has links to, by the relations that are wanted. */
    JsonObject embed(JsonObject shown, JsonObject record, Set<String> relations) {
        var embedded = JSON.createObjectBuilder();
        var links = RecordLink.of(record);
        relations.forEach(relation -> {
            var targets = JSON.createArrayBuilder();
            links.stream().filter(link -> link.relation().equals(relation))
                    .forEach(link -> find(link.target()).ifPresent(targets::add));
            embedded.add(relation, targets);
        });
        return JSON.createObjectBuilder(shown).add("_embedded", embedded).build();
    }
}
