package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/** Runs the actions of the application, in the pipeline of every call. */
@Singleton
public class ActionCalls {
    private final Workers workers;
    private final RecordModel model;
    private final Commits commits;
    private final JsonCodec json;

    @Inject
    public ActionCalls(Workers workers, RecordModel model, Commits commits, JsonCodec json) {
        this.workers = workers;
        this.model = model;
        this.commits = commits;
        this.json = json;
    }

    ResourceAnswer run(OwnedCollection collection, ServiceMethod action, ResourceRequest request)
            throws StaleWriteException {
        var isOfRecord = collection.description().actions().containsKey(action.name());
        if (isOfRecord != request.id().isPresent()) {
            throw unknown(collection, request);
        }
        var record = isOfRecord
                ? Optional.of(Requests.record(collection, request))
                : Optional.<StoredRecord>empty();
        record.ifPresent(current -> request.precondition().check(Optional.of(current.version())));
        var result = call(collection, action, request, record);
        if (record.isPresent() && takesRecord(collection, action) && isRecord(collection, result)) {
            var after = model.ofApplication(collection, record.get().fields(), result.orElseThrow());
            var changes = commits.commit(collection,
                    List.of(RecordPatch.write(ChangeKind.PATCHED, record.get(), after)));
            return Requests.written(collection, ReadQuery.ALL, changes, after, false);
        }
        return answer(collection, result);
    }

    static ProblemException unknown(OwnedCollection collection, ResourceRequest request) {
        return new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                "The collection " + collection.name() + " has no action " + request.operation()
                        + (request.id().isPresent() ? " of a record." : " of its own."));
    }

    private Optional<Object> call(OwnedCollection collection, ServiceMethod action, ResourceRequest request,
            Optional<StoredRecord> record) {
        var arguments = new HashMap<String, JsonValue>(request.data().map(RecordModel::requireObject)
                .orElse(JsonValue.EMPTY_JSON_OBJECT));
        record.ifPresent(current -> addOwn(collection, action, current, arguments));
        var result = workers.runHere(new Invocation(Caller.ANONYMOUS, action, new Arguments.Named(arguments),
                CallContext.root(UUID.randomUUID().toString()))).toCompletableFuture().join();
        if (result instanceof WorkerResult.Returned returned) {
            return returned.value();
        }
        if (result instanceof WorkerResult.ExpectedFailure expected) {
            throw new ProblemException(expected.problem());
        }
        if (result instanceof WorkerResult.Failed failed) {
            throw new ProblemException(failed.problem());
        }
        throw new AssertionError(result);
    }

    /** What an action is given besides the arguments of the request, which must not name it. */
    private static void addOwn(OwnedCollection collection, ServiceMethod action, StoredRecord record,
            Map<String, JsonValue> arguments) {
        if (takesRecord(collection, action)) {
            var name = action.parameters().get(0).getJavaParameter().getName();
            put(arguments, name, RecordModel.withoutLinks(record.fields()));
        }
        if (takesId(action)) {
            put(arguments, RecordModel.ID, record.fields().get(RecordModel.ID));
        }
    }

    private static void put(Map<String, JsonValue> arguments, String name, JsonValue value) {
        if (arguments.putIfAbsent(name, value) != null) {
            throw Requests.invalid("/" + name, "is not a parameter");
        }
    }

    /** Whether an action is about one record. */
    public static boolean isOfRecord(Type recordType, ServiceMethod action) {
        return takesId(action) || (!action.parameters().isEmpty()
                && action.parameters().get(0).getBaseType().equals(recordType));
    }

    private static boolean takesId(ServiceMethod action) {
        return action.parameters().stream()
                .anyMatch(parameter -> parameter.getJavaParameter().getName().equals(RecordModel.ID));
    }

    private static boolean takesRecord(OwnedCollection collection, ServiceMethod action) {
        return !action.parameters().isEmpty()
                && action.parameters().get(0).getBaseType().equals(collection.type());
    }

    private static boolean isRecord(OwnedCollection collection, Optional<Object> result) {
        return result.filter(value -> collection.type() instanceof Class<?> type && type.isInstance(value)).isPresent();
    }

    private ResourceAnswer answer(OwnedCollection collection, Optional<Object> result) {
        var body = result.map(json::toJson).orElse(JsonValue.NULL);
        var shown = isRecord(collection, result) && body instanceof JsonObject record
                ? collection.rules().visible(record)
                : body;
        return new ResourceAnswer(shown, Optional.empty(), Optional.empty(), false);
    }
}
