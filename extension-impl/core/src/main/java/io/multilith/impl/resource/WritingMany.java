package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Operation;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/** Changes all records that a query means, as one unit. */
@Singleton
public class WritingMany {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_RECORDS = 1_000;

    private final RecordModel model;
    private final Commits commits;

    @Inject
    public WritingMany(RecordModel model, Commits commits) {
        this.model = model;
        this.commits = commits;
    }

    ResourceAnswer patch(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        require(collection, Operation.PATCH, 0);
        Requests.data(request);
        var read = read(collection, request);
        var writes = new ArrayList<RecordWrite>();
        for (var record : matching(collection, request, read)) {
            writes.add(RecordPatch.write(ChangeKind.PATCHED, record,
                    model.patched(collection, request, record.fields())));
        }
        return answer(collection, read, Requests.written(commit(collection, writes), writes));
    }

    ResourceAnswer remove(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        require(collection, Operation.REMOVE, 0);
        var read = read(collection, request);
        var records = matching(collection, request, read);
        commit(collection, records.stream().map(record -> new RecordWrite(record.id(), ChangeKind.REMOVED,
                Optional.of(record), Optional.empty(), Optional.empty())).toList());
        return answer(collection, read, records.stream().map(StoredRecord::fields).toList());
    }

    /** That several records may be written by one request, and so many. */
    static void require(OwnedCollection collection, Operation operation, int records) {
        if (!collection.description().multi().contains(operation)) {
            throw new ProblemException(ErrorName.METHOD_NOT_ALLOWED, "one-at-a-time",
                    "The collection " + collection.name() + " does not " + operation.wireName() + " several at once.");
        }
        if (records > MAX_RECORDS) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-records",
                    "At most " + MAX_RECORDS + " records can be written at once.");
        }
    }

    private static ReadQuery read(OwnedCollection collection, ResourceRequest request) {
        return new QueryReader(request.query(), collection.fields()).whole().read();
    }

    /** As they are at one moment: read in portions, and again when somebody wrote meanwhile. */
    private static List<StoredRecord> matching(OwnedCollection collection, ResourceRequest request, ReadQuery read)
            throws StaleWriteException {
        var head = collection.store().head();
        var records = new ArrayList<StoredRecord>();
        var most = Math.min(request.preferences().maxAffected().orElse(MAX_RECORDS), MAX_RECORDS);
        var query = read.query().limitedTo(Query.MAX_LIMIT).uncounted();
        var page = collection.store().find(query).records();
        records.addAll(page);
        while (page.size() == Query.MAX_LIMIT && records.size() <= most) {
            query = query.after(query.place(page.get(page.size() - 1).fields()));
            page = collection.store().find(query).records();
            records.addAll(page);
        }
        if (records.size() > most) {
            throw tooMany(request, most);
        }
        if (!collection.store().head().equals(head)) {
            throw new StaleWriteException(collection.name());
        }
        return records;
    }

    private static ProblemException tooMany(ResourceRequest request, int most) {
        return request.preferences().maxAffected().isPresent()
                ? new ProblemException(ErrorName.UNPROCESSABLE, "too-many-affected",
                        "The query means more than " + most + " records.")
                : new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-records",
                        "At most " + MAX_RECORDS + " records can be written at once.");
    }

    private List<ResourceChange> commit(OwnedCollection collection, List<RecordWrite> writes)
            throws StaleWriteException {
        return writes.isEmpty() ? List.of() : commits.commit(collection, writes);
    }

    private static ResourceAnswer answer(OwnedCollection collection, ReadQuery read, List<JsonObject> records) {
        var list = JSON.createArrayBuilder();
        records.forEach(record -> list.add(read.selected(collection.rules().visible(record))));
        return new ResourceAnswer(list.build(), Optional.empty(), Optional.empty(), false);
    }
}
