package io.multilith.impl.subscription;

import java.util.List;

import jakarta.json.JsonObject;

import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/**
 * The log of a collection and its records, as followers read them, wherever they are kept. Thread-safe; blocks. Each method is
 * that of {@link io.multilith.resource.CollectionStore}, and throws what it throws.
 */
public interface ChangeLog {
    Version head();

    List<ResourceChange> changes(long after, int limit);

    /** In the order of the query. */
    List<JsonObject> find(Query query);

    void told(long position);

    long told();
}
