package io.multilith.impl.resource;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.subscription.SnapshotReader;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;

/** All records that a query means, as they are at one position of the log, whatever is written meanwhile. */
@Singleton
public class Snapshots implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, Operation> byName = Map.of("$snapshot", this::snapshot);

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer snapshot(OwnedCollection collection, ResourceRequest request) {
        var read = new QueryReader(request.query(), collection.fields()).read();
        var snapshot = new SnapshotReader(collection.followed(), read).read();
        var list = JSON.createArrayBuilder();
        snapshot.records().forEach(list::add);
        var body = JSON.createObjectBuilder().add("records", list).add("epoch", snapshot.position().epoch())
                .add("position", snapshot.position().position()).build();
        return new ResourceAnswer(body, Optional.empty(), Optional.empty(), false);
    }
}
