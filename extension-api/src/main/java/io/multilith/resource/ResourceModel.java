package io.multilith.resource;

import io.multilith.entrypoint.Caller;

/**
 * Says what the records of a collection look like.
 *
 * @param <T>
 *     a Java record or class that JSON-B maps; its {@code String id} is the record's id. Or {@code JsonObject}:
 *     records without a schema
 * @since 0.1
 */
public interface ResourceModel<T> {

    /**
     * Says which records somebody may read: over HTTP, in lists and by subscriptions, live and later. Others are not there for
     * them. Called for each request and each subscription, and every second for each caller who is told of changes, so it must be quick.
     * When it says something else than before, the records are read once for all who share a query and a rule.
     *
     * @param caller
     *     who asks
     * @return by any fields, {@link Hidden} ones too; the default is {@link Condition#EVERYTHING}
     */
    default Condition readable(Caller caller) {
        return Condition.EVERYTHING;
    }
}
