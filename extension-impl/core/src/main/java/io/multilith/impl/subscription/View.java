package io.multilith.impl.subscription;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.ReadQuery;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.ToldChange;
import io.multilith.resource.ToldChange.Reason;

/**
 * What a subscriber sees of a collection. Those with equal views are told the same.
 *
 * @param where
 *            the records that were asked for
 * @param readable
 *            the records that the caller may read
 * @param select
 *            the fields that are wanted besides the id; none: all of them
 */
record View(Condition where, Condition readable, Set<String> select) {
    private static final JsonProvider JSON = JsonProvider.provider();

    static View of(SubscriptionRequest request, FollowedCollection collection) {
        var read = new QueryReader(request.query(), collection.fields()).whole().read();
        return new View(read.query().where(),
                request.caller().map(collection.readable()).orElse(Condition.EVERYTHING), read.select());
    }

    /** For all the records that are seen. */
    ReadQuery query() {
        return new ReadQuery(Query.ALL.and(new Condition.And(List.of(where, readable))), select, Set.of(), 0);
    }

    /** The same records as far as another rule lets them be read. */
    View by(Condition rule) {
        return new View(where, rule, select);
    }

    /** For all the records that are seen by one of two rules. */
    ReadQuery or(View other) {
        return by(new Condition.Or(List.of(readable, other.readable))).query();
    }

    private boolean isWhole() {
        return where.equals(Condition.EVERYTHING) && readable.equals(Condition.EVERYTHING);
    }

    boolean matches(JsonObject record) {
        return where.matches(record) && readable.matches(record);
    }

    /** What is seen of a change; empty: nothing. */
    Optional<ToldChange> told(ResourceChange change, FollowedCollection collection) {
        if (isWhole()) {
            return Optional.of(new ToldChange(selected(collection.shown(change)), Optional.empty()));
        }
        return told(change, change.before().filter(this::matches), change.after().filter(this::matches), collection);
    }

    /** What is seen of a change of which this was seen before, and this after it; empty: nothing. */
    Optional<ToldChange> told(ResourceChange change, Optional<JsonObject> before, Optional<JsonObject> after,
            FollowedCollection collection) {
        if (before.isEmpty() && after.isEmpty()) {
            return Optional.empty();
        }
        var reason = before.isEmpty()
                ? Optional.of(Reason.ENTERED)
                : after.isEmpty() ? Optional.of(Reason.LEFT) : Optional.<Reason>empty();
        return Optional.of(new ToldChange(selected(collection.shown(filtered(change, before, after))), reason));
    }

    private static ResourceChange filtered(ResourceChange change, Optional<JsonObject> before,
            Optional<JsonObject> after) {
        if (before.isEmpty()) {
            return as(change, ChangeKind.CREATED, before, after, Optional.empty());
        }
        if (after.isEmpty()) {
            return as(change, ChangeKind.REMOVED,
                    change.after().isEmpty() ? before : before.map(record -> idOf(record)), after, Optional.empty());
        }
        var patch = change.patch()
                .or(() -> Optional.of(JSON.createMergeDiff(before.get(), after.get()).toJsonValue().asJsonObject()));
        return as(change, ChangeKind.PATCHED, before, after, patch);
    }

    private static JsonObject idOf(JsonObject record) {
        return JSON.createObjectBuilder().add("id", record.get("id")).build();
    }

    private ResourceChange selected(ResourceChange change) {
        if (select.isEmpty()) {
            return change;
        }
        var query = query();
        return as(change, change.kind(), change.before().map(query::selected), change.after().map(query::selected),
                change.patch().map(query::selected));
    }

    private static ResourceChange as(ResourceChange change, ChangeKind kind, Optional<JsonObject> before,
            Optional<JsonObject> after, Optional<JsonObject> patch) {
        return new ResourceChange(change.collection(), change.id(), kind, change.version(), change.time(), before,
                after, patch);
    }
}
