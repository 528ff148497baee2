package io.multilith.resource;

/**
 * Says what the records of a collection look like.
 *
 * @param <T>
 *     a Java record or class that JSON-B maps; its {@code String id} is the record's id. Or {@code JsonObject}:
 *     records without a schema
 * @since 0.1
 */
public interface ResourceModel<T> {}
