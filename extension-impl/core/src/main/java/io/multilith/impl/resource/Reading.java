package io.multilith.impl.resource;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.ReadQuery;
import io.multilith.resource.RecordRange;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

/** Lists records and reads them one by one. */
@Singleton
public class Reading implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, Operation> byName = Map.of("find", this::find, "get", this::get, "$records",
            this::records);
    private final LinkedRecords linked;

    @Inject
    public Reading(LinkedRecords linked) {
        this.linked = linked;
    }

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer find(OwnedCollection collection, ResourceRequest request) {
        var read = new QueryReader(request.query(), collection.fields()).read();
        var readable = read.query().and(collection.readable(request.caller()));
        var query = request.preferences().counted() ? readable : readable.uncounted();
        var page = collection.store().find(query);
        var list = JSON.createArrayBuilder();
        page.records().forEach(record -> list.add(shown(collection, request, read, record)));
        var next = page.records().size() < query.limit() || query.limit() == 0
                ? Optional.<String>empty()
                : Optional
                        .of(read.cursor(page.records().get(page.records().size() - 1).fields(), page.records().size()));
        return new ResourceAnswer(list.build(), Optional.empty(),
                Optional.of(new RecordRange(page.total(), read.skipped(), query.limit(), next)), false);
    }

    /** For those who follow from afar: by any rule, however long, that somebody may read them by. */
    private ResourceAnswer records(OwnedCollection collection, ResourceRequest request) {
        var query = new QueryReader(request.query(), collection.fields()).unbounded().read().query().uncounted();
        var list = JSON.createArrayBuilder();
        collection.store().find(query).records()
                .forEach(record -> list.add(collection.rules().visible(record.fields())));
        return new ResourceAnswer(list.build(), Optional.empty(), Optional.empty(), false);
    }

    private ResourceAnswer get(OwnedCollection collection, ResourceRequest request) {
        var record = Requests.record(collection, request);
        var read = new QueryReader(request.query(), collection.fields()).read();
        if (!read.query().where().matches(record.fields())) {
            throw Requests.notFound(collection, request);
        }
        request.precondition().check(Optional.of(record.version()));
        var version = read.expand().isEmpty() ? Optional.of(record.version()) : Optional.<Version>empty();
        return new ResourceAnswer(shown(collection, request, read, record), version, Optional.empty(), false);
    }

    private JsonObject shown(OwnedCollection collection, ResourceRequest request, ReadQuery read, StoredRecord record) {
        var shown = read.selected(collection.rules().visible(record.fields()));
        return read.expand().isEmpty() ? shown : linked.embed(shown, record.fields(), read.expand(), request.caller());
    }
}
