package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.impl.query.ReadQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StoredRecord;

/** What operations need of a request, or refuse it for. */
final class Requests {
    private Requests() {}

    /** The record that is meant, which there must be. */
    static StoredRecord record(OwnedCollection collection, ResourceRequest request) {
        return find(collection, request).orElseThrow(() -> notFound(collection, request));
    }

    /** The record that is meant; empty when there is none, can be none, or is not for who asks. */
    static Optional<StoredRecord> find(OwnedCollection collection, ResourceRequest request) {
        var id = id(request);
        return collection.ids().read(id).isPresent()
                ? collection.store().get(id)
                        .filter(record -> collection.readable(request.caller()).matches(record.fields()))
                : Optional.empty();
    }

    static String id(ResourceRequest request) {
        return request.id().orElseThrow(() -> missing(request, "id"));
    }

    static JsonValue data(ResourceRequest request) {
        return request.data().orElseThrow(() -> missing(request, "data"));
    }

    static ResourceAnswer answer(OwnedCollection collection, ReadQuery read, JsonObject record) {
        return new ResourceAnswer(read.selected(collection.rules().visible(record)), Optional.empty(), Optional.empty(),
                false);
    }

    /** Of a transaction of the caller there is no version yet. A store may have completed or rounded what was written. */
    static ResourceAnswer written(OwnedCollection collection, ReadQuery read, List<ResourceChange> changes,
            JsonObject written, boolean isCreated) {
        var change = changes.stream().findFirst();
        return new ResourceAnswer(
                read.selected(collection.rules().visible(change.flatMap(ResourceChange::after).orElse(written))),
                change.map(ResourceChange::version), Optional.empty(), isCreated);
    }

    /** The records as they were written, in the order of their writes. */
    static List<JsonObject> written(List<ResourceChange> changes, List<RecordWrite> writes) {
        return changes.isEmpty()
                ? writes.stream().map(write -> write.after().orElseThrow()).toList()
                : changes.stream().map(change -> change.after().orElseThrow()).toList();
    }

    static ProblemException notFound(OwnedCollection collection, ResourceRequest request) {
        return new ProblemException(ErrorName.NOT_FOUND, "not-found",
                "There is no record " + id(request) + " in " + collection.name() + ".");
    }

    static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-record",
                "The request has values that do not fit.", List.of(new FieldError(pointer, detail))));
    }

    private static ProblemException missing(ResourceRequest request, String what) {
        return new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                "The operation " + request.operation() + " needs " + what + ".",
                List.of(new FieldError("/kwargs/" + what, "is missing"))));
    }
}
