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
     * them. Called for each request and each subscription, so it must be quick.
     *
     * @param caller
     *     who asks
     * @return by any fields, {@link Hidden} ones too; the default is {@link Condition#EVERYTHING}
     */
    default Condition readable(Caller caller) {
        return Condition.EVERYTHING;
    }
}
