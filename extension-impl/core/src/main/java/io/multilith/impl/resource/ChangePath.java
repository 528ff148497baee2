package io.multilith.impl.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.logging.Logger;

import io.multilith.impl.config.Setting;
import io.multilith.impl.query.Conditions;
import io.multilith.impl.query.QueryReader;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordRange;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/**
 * The one path of every change: read the record, make the new one of it, commit both the record and the log entry if the
 * first is still what it was, wake the followers. Nothing else calls a store to write.
 */
@ApplicationScoped
public class ChangePath implements ResourceDispatcher {
    private static final Logger LOG = Logger.getLogger(ChangePath.class);
    private static final int MAX_CREATES = 1_000;
    private static final int MAX_TRIES = 100;

    private final Map<String, Operation> operations = Map.of("find", this::find, "get", this::get, "create",
            this::create, "update", this::update, "patch", this::patch, "remove", this::remove);
    private final Collections collections;
    private final RecordModel model;
    private final ChangeFeeds feeds;

    @FunctionalInterface
    private interface Operation {
        ResourceAnswer run(OwnedCollection collection, ResourceRequest request) throws StaleWriteException;
    }

    /** For the client proxy only. */
    protected ChangePath() {
        this(null, null, null);
    }

    @Inject
    public ChangePath(Collections collections, RecordModel model, ChangeFeeds feeds) {
        this.collections = collections;
        this.model = model;
        this.feeds = feeds;
    }

    @Override
    public SortedSet<String> collections() {
        return collections.names();
    }

    @Override
    public ResourceAnswer dispatch(ResourceRequest request) {
        var collection = collections.get(request.collection());
        var operation = operations.get(request.operation());
        if (operation == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                    "The collection " + collection.name() + " has no operation " + request.operation() + ".");
        }
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            try {
                return operation.run(collection, request);
            } catch (StaleWriteException somebodyWasFaster) {
                LOG.debugf("%s, so it is tried again", somebodyWasFaster.getMessage());
            }
        }
        throw new ProblemException(ErrorName.CONFLICT, "contended",
                "The record changes too often to be changed by this request.");
    }

    private ResourceAnswer find(OwnedCollection collection, ResourceRequest request) {
        var read = new QueryReader(request.query(), collection.fields()).read();
        var query = read.query();
        var page = collection.store().find(query);
        var list = Json.createArrayBuilder();
        page.records().forEach(record -> list.add(read.selected(record.fields())));
        var next = page.records().size() < query.limit() || query.limit() == 0
                ? Optional.<String>empty()
                : Optional.of(read.cursor(page.records().get(page.records().size() - 1).fields()));
        return new ResourceAnswer(list.build(), Optional.empty(),
                Optional.of(new RecordRange(page.total(), query.skip(), query.limit(), next)), false);
    }

    private ResourceAnswer get(OwnedCollection collection, ResourceRequest request) {
        var record = require(collection, request);
        var read = new QueryReader(request.query(), collection.fields()).read();
        if (!Conditions.match(read.query().where(), record.fields())) {
            throw notFound(collection, request);
        }
        request.precondition().check(Optional.of(record.version()));
        return new ResourceAnswer(read.selected(record.fields()), Optional.of(record.version()), Optional.empty(),
                false);
    }

    private ResourceAnswer create(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var data = requireData(request);
        if (data instanceof JsonArray many && many.size() > MAX_CREATES) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-records",
                    "At most " + MAX_CREATES + " records can be created at once.");
        }
        var records = data instanceof JsonArray many
                ? completeAll(many, collection)
                : List.of(model.complete(data, collection.type()));
        var ids = new HashSet<String>();
        records.forEach(record -> {
            var id = record.getString("id");
            if (!ids.add(id) || collection.store().get(id).isPresent()) {
                throw new ProblemException(ErrorName.CONFLICT, "already-exists",
                        "There is a record " + id + " in " + collection.name() + " already.");
            }
        });
        var changes = commit(collection, records.stream().map(record -> new RecordWrite(record.getString("id"),
                ChangeKind.CREATED, Optional.empty(), Optional.of(record), Optional.empty())).toList());
        if (data instanceof JsonArray) {
            var list = Json.createArrayBuilder();
            records.forEach(list::add);
            return new ResourceAnswer(list.build(), Optional.empty(), Optional.empty(), true);
        }
        return answer(changes, records.get(0), true);
    }

    private List<JsonObject> completeAll(JsonArray many, OwnedCollection collection) {
        return IntStream.range(0, many.size())
                .mapToObj(i -> model.complete(many.get(i), collection.type(), "/" + i)).toList();
    }

    private ResourceAnswer update(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var current = collection.store().get(requireId(request));
        var mayCreate = request.precondition().check(current.map(StoredRecord::version));
        if (current.isEmpty() && !mayCreate) {
            throw notFound(collection, request);
        }
        var after = model.replacement(requireData(request), requireId(request), collection.type());
        var kind = current.isEmpty() ? ChangeKind.CREATED : ChangeKind.REPLACED;
        return write(collection, requireId(request), kind, current, after);
    }

    private ResourceAnswer patch(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var current = require(collection, request);
        request.precondition().check(Optional.of(current.version()));
        var patched = RecordPatch.apply(current.fields(), requireData(request));
        if (!patched.containsKey("id")) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-record",
                    "The id cannot be taken away.",
                    List.of(new FieldError("/id", "cannot be taken away"))));
        }
        var after = model.replacement(patched, current.id(), collection.type());
        return write(collection, current.id(), ChangeKind.PATCHED, Optional.of(current), after);
    }

    private ResourceAnswer remove(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var current = require(collection, request);
        request.precondition().check(Optional.of(current.version()));
        commit(collection, List.of(new RecordWrite(current.id(), ChangeKind.REMOVED, Optional.of(current),
                Optional.empty(), Optional.empty())));
        return new ResourceAnswer(current.fields(), Optional.empty(), Optional.empty(), false);
    }

    private ResourceAnswer write(OwnedCollection collection, String id, ChangeKind kind,
            Optional<StoredRecord> current, JsonObject after) throws StaleWriteException {
        var patch = kind == ChangeKind.PATCHED
                ? current.map(before -> RecordPatch.between(before.fields(), after))
                : Optional.<JsonObject>empty();
        var changes = commit(collection, List.of(new RecordWrite(id, kind, current, Optional.of(after), patch)));
        return answer(changes, after, kind == ChangeKind.CREATED);
    }

    /** Of a transaction of the caller there is no version yet. A store may have completed or rounded what was written. */
    private static ResourceAnswer answer(List<ResourceChange> changes, JsonObject written, boolean isCreated) {
        var change = changes.stream().findFirst();
        return new ResourceAnswer(change.flatMap(ResourceChange::after).orElse(written),
                change.map(ResourceChange::version), Optional.empty(), isCreated);
    }

    private List<ResourceChange> commit(OwnedCollection collection, List<RecordWrite> writes)
            throws StaleWriteException {
        if (feeds.backlog(collection.name()) >= collection.maxBacklog()) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backlog-full",
                    "Too many changes wait for the broker; see " + Setting.RESOURCE_MAX_BACKLOG.key() + ".");
        }
        var changes = collection.store().commit(writes);
        if (!changes.isEmpty()) {
            feeds.wake(collection.name(), changes.get(changes.size() - 1).version().position());
        }
        return changes;
    }

    private static StoredRecord require(OwnedCollection collection, ResourceRequest request) {
        return collection.store().get(requireId(request)).orElseThrow(() -> notFound(collection, request));
    }

    private static ProblemException notFound(OwnedCollection collection, ResourceRequest request) {
        return new ProblemException(ErrorName.NOT_FOUND, "not-found",
                "There is no record " + requireId(request) + " in " + collection.name() + ".");
    }

    private static String requireId(ResourceRequest request) {
        return request.id().orElseThrow(() -> missing(request, "id"));
    }

    private static JsonValue requireData(ResourceRequest request) {
        return request.data().orElseThrow(() -> missing(request, "data"));
    }

    private static ProblemException missing(ResourceRequest request, String what) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                "The operation " + request.operation() + " needs " + what + ".",
                List.of(new FieldError("/kwargs/" + what, "is missing"))));
    }
}
