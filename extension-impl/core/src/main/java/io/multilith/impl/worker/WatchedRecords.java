package io.multilith.impl.worker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Condition;
import io.multilith.resource.Preferences;
import io.multilith.resource.Query;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StoredRecord;

/**
 * The records of a collection that a method asks for.
 *
 * @param form
 *            of the condition, as requests have it
 * @param kinds
 *            the changes after which they are looked at
 */
record WatchedRecords(String collection, QueryForm form, Condition where, Set<ChangeKind> kinds,
        ResourceDispatcher resources) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /** Some of them, and where the next ones begin. */
    record Page(List<JsonObject> records, Optional<String> next) {}

    boolean isMeant(ResourceChange change) {
        return kinds.contains(change.kind()) && change.after().or(change::before).filter(where::matches).isPresent();
    }

    /** A record as it is by now; empty when it is gone or none of these. */
    Optional<StoredRecord> newest(String id) {
        try {
            var answer = resources.dispatch(ResourceRequest.of(collection, "get", id).with(form));
            return Optional.of(new StoredRecord(id, answer.body().asJsonObject(), answer.version().orElseThrow()));
        } catch (ProblemException refused) {
            if (refused.problem().name() == ErrorName.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    Page page(Optional<String> begin) {
        var members = JSON.createObjectBuilder(form.members()).add("$limit", Integer.toString(Query.MAX_LIMIT));
        begin.ifPresent(cursor -> members.add("$after", cursor));
        var answer = resources.dispatch(ResourceRequest.of(collection, "find")
                .with(new QueryForm(members.build(), form.textual(), form.pointer()))
                .with(new Preferences(false, OptionalInt.empty())));
        return new Page(answer.body().asJsonArray().getValuesAs(JsonObject.class),
                answer.range().flatMap(range -> range.next()));
    }
}
