package io.multilith.impl.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** All records that a query means, as they are at one position of the log, whatever is written meanwhile. */
@Singleton
public class Snapshots implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_RECORDS = 10_000;
    private static final int PORTION = 500;

    private final Map<String, Operation> byName = Map.of("$snapshot", this::snapshot);

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer snapshot(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var read = new QueryReader(request.query(), collection.fields()).read();
        var begun = collection.store().head();
        var records = scan(collection, read.query().limitedTo(Query.MAX_LIMIT).uncounted());
        var ended = catchUp(collection, read, begun, records);
        var list = JSON.createArrayBuilder();
        records.values().forEach(record -> list.add(read.selected(collection.rules().visible(record))));
        var body = JSON.createObjectBuilder().add("records", list).add("epoch", ended.epoch())
                .add("position", ended.position()).build();
        return new ResourceAnswer(body, Optional.empty(), Optional.empty(), false);
    }

    private static Map<String, JsonObject> scan(OwnedCollection collection, Query first) {
        var records = new TreeMap<String, JsonObject>(collection.ids().order());
        var query = first;
        List<StoredRecord> page;
        do {
            page = collection.store().find(query).records();
            page.forEach(record -> records.put(record.id(), record.fields()));
            requireFew(records.size());
            if (page.size() == Query.MAX_LIMIT) {
                query = query.after(query.place(page.get(page.size() - 1).fields()));
            }
        } while (page.size() == Query.MAX_LIMIT);
        return records;
    }

    /** A page may have seen more than the one before it: what the log says happened since is done to all of them. */
    private static Version catchUp(OwnedCollection collection, ReadQuery read, Version begun,
            Map<String, JsonObject> records) throws StaleWriteException {
        var ended = collection.store().head();
        if (!ended.epoch().equals(begun.epoch())) {
            throw new StaleWriteException(collection.name());
        }
        var reached = begun.position();
        while (reached < ended.position()) {
            var changes = collection.store().changes(reached, (int) Math.min(PORTION, ended.position() - reached));
            if (changes.isEmpty() || changes.get(0).version().position() != reached + 1) {
                throw new StaleWriteException(collection.name());
            }
            changes.forEach(change -> apply(change, read, records));
            reached += changes.size();
        }
        requireFew(records.size());
        return ended;
    }

    private static void apply(ResourceChange change, ReadQuery read, Map<String, JsonObject> records) {
        change.after().filter(record -> read.query().where().matches(record))
                .ifPresentOrElse(record -> records.put(change.id(), record), () -> records.remove(change.id()));
    }

    private static void requireFew(int records) {
        if (records > MAX_RECORDS) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-records",
                    "A snapshot has at most " + MAX_RECORDS + " records; the query means more.");
        }
    }
}
