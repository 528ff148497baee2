package io.multilith.impl.subscription;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.json.JsonObject;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.RecordFields;
import io.multilith.resource.Condition;
import io.multilith.resource.ResourceChange;

/**
 * A collection as its followers see it.
 *
 * @param fields
 *            what can be asked of its records
 * @param visible
 *            what is shown of a record
 * @param readable
 *            the records that a caller may read
 * @param order
 *            of ids
 */
public record FollowedCollection(String name, ChangeLog store, RecordFields fields,
        UnaryOperator<JsonObject> visible, Function<Caller, Condition> readable, Comparator<String> order) {

    /** What is shown of a change. */
    public ResourceChange shown(ResourceChange change) {
        return fields.hidden().isEmpty()
                ? change
                : new ResourceChange(change.collection(), change.id(), change.kind(), change.version(), change.time(),
                        change.before().map(visible), change.after().map(visible), change.patch().map(visible));
    }
}
