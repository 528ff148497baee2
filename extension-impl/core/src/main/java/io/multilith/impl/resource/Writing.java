package io.multilith.impl.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/** Adds, changes and takes away one record, or several by an array of them. */
@Singleton
public class Writing implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, Operation> byName = Map.of("create", this::create, "update", this::update, "patch",
            this::patch, "remove", this::remove);
    private final RecordModel model;
    private final Commits commits;
    private final WritingMany many;

    @Inject
    public Writing(RecordModel model, Commits commits, WritingMany many) {
        this.model = model;
        this.commits = commits;
        this.many = many;
    }

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer create(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var data = Requests.data(request);
        var read = new QueryReader(request.query(), collection.fields()).ofNew().read();
        if (data instanceof JsonArray array) {
            return createAll(collection, request, read, array);
        }
        var record = model.created(collection, request, data, "");
        if (RecordModel.requireObject(data).getOrDefault(RecordModel.ID, JsonValue.NULL) != JsonValue.NULL) {
            requireNew(collection, List.of(record)); // no other has an id that was made just now
        }
        return create(collection, read, record);
    }

    private ResourceAnswer create(OwnedCollection collection, ReadQuery read, JsonObject record)
            throws StaleWriteException {
        return Requests.written(collection, read, commits.commit(collection, List.of(creation(record))), record, true);
    }

    private ResourceAnswer createAll(OwnedCollection collection, ResourceRequest request, ReadQuery read,
            JsonArray data) throws StaleWriteException {
        WritingMany.require(collection, io.multilith.resource.Operation.CREATE, data.size());
        var records = IntStream.range(0, data.size())
                .mapToObj(i -> model.created(collection, request, data.get(i), "/" + i)).toList();
        requireNew(collection, records);
        var writes = records.stream().map(Writing::creation).toList();
        var changes = writes.isEmpty() ? List.<ResourceChange>of() : commits.commit(collection, writes);
        var list = JSON.createArrayBuilder();
        Requests.written(changes, writes)
                .forEach(record -> list.add(read.selected(collection.rules().visible(record))));
        return new ResourceAnswer(list.build(), Optional.empty(), Optional.empty(), true);
    }

    private static void requireNew(OwnedCollection collection, List<JsonObject> records) {
        var ids = new HashSet<String>();
        records.stream().map(record -> IdKind.write(record.get(RecordModel.ID))).forEach(id -> {
            if (!ids.add(id) || collection.store().get(id).isPresent()) {
                throw new ProblemException(ErrorName.CONFLICT, "already-exists",
                        "There is a record " + id + " in " + collection.name() + " already.");
            }
        });
    }

    private static RecordWrite creation(JsonObject record) {
        return new RecordWrite(IdKind.write(record.get(RecordModel.ID)), ChangeKind.CREATED, Optional.empty(),
                Optional.of(record), Optional.empty());
    }

    private ResourceAnswer update(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var read = read(collection, request);
        var current = Requests.find(collection, request);
        var mayCreate = request.precondition().check(current.map(StoredRecord::version));
        var data = RecordModel.requireObject(Requests.data(request));
        requireOwnId(collection, request, data);
        if (current.isPresent()) {
            requireMeant(collection, request, read, current.get());
            var after = model.changed(collection, request, current.get().fields(), data);
            return write(collection, read, ChangeKind.REPLACED, current.get(), after);
        }
        if (!mayCreate) {
            throw Requests.notFound(collection, request);
        }
        var id = collection.ids().read(Requests.id(request)).orElseThrow(() -> Requests.notFound(collection, request));
        return create(collection, read,
                model.created(collection, request, JSON.createObjectBuilder(data).add(RecordModel.ID, id).build(), ""));
    }

    private static void requireOwnId(OwnedCollection collection, ResourceRequest request, JsonObject data) {
        var own = data.getOrDefault(RecordModel.ID, JsonValue.NULL);
        if (own != JsonValue.NULL && !collection.ids().read(Requests.id(request)).equals(Optional.of(own))) {
            throw Requests.invalid("/id", "must be the id of the path");
        }
    }

    private ResourceAnswer patch(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        if (meansMany(collection, request, io.multilith.resource.Operation.PATCH)) {
            return many.patch(collection, request);
        }
        var read = read(collection, request);
        var current = Requests.record(collection, request);
        requireMeant(collection, request, read, current);
        request.precondition().check(Optional.of(current.version()));
        return write(collection, read, ChangeKind.PATCHED, current,
                model.patched(collection, request, current.fields()));
    }

    /** With no id and no query it is more likely that the id was forgotten, unless it can be meant. */
    private static boolean meansMany(OwnedCollection collection, ResourceRequest request,
            io.multilith.resource.Operation operation) {
        return request.id().isEmpty() && (!request.query().members().isEmpty()
                || collection.description().multi().contains(operation));
    }

    private ResourceAnswer remove(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        if (meansMany(collection, request, io.multilith.resource.Operation.REMOVE)) {
            return many.remove(collection, request);
        }
        var read = read(collection, request);
        var current = Requests.record(collection, request);
        requireMeant(collection, request, read, current);
        request.precondition().check(Optional.of(current.version()));
        commits.commit(collection, List.of(new RecordWrite(current.id(), ChangeKind.REMOVED, Optional.of(current),
                Optional.empty(), Optional.empty())));
        return Requests.answer(collection, read, current.fields());
    }

    private static ReadQuery read(OwnedCollection collection, ResourceRequest request) {
        return new QueryReader(request.query(), collection.fields()).whole().read();
    }

    /** With a query beside the id, the record must be one that it means. */
    private static void requireMeant(OwnedCollection collection, ResourceRequest request, ReadQuery read,
            StoredRecord current) {
        if (!read.query().where().matches(current.fields())) {
            throw Requests.notFound(collection, request);
        }
    }

    private ResourceAnswer write(OwnedCollection collection, ReadQuery read, ChangeKind kind, StoredRecord current,
            JsonObject after)
            throws StaleWriteException {
        var changes = commits.commit(collection, List.of(RecordPatch.write(kind, current, after)));
        return Requests.written(collection, read, changes, after, false);
    }
}
