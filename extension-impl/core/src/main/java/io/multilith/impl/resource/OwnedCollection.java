package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.RecordFields;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;

/**
 * A collection of this process.
 *
 * @param description
 *            what is offered of it
 * @param fields
 *            what can be asked of its records
 * @param ids
 *            of its records
 * @param hooks
 *            of the application
 * @param actions
 *            of the application, by name
 * @param maxBacklog
 *            how many changes may wait to be told before writes are refused
 * @param idempotencyTime
 *            how long the answer to a request with a key is kept
 */
public record OwnedCollection(CollectionDescription description, RecordFields fields, IdKind ids, CollectionStore store,
        Hooks hooks, Map<String, ServiceMethod> actions, int maxBacklog, Duration idempotencyTime) {
    public OwnedCollection {
        actions = Map.copyOf(actions);
    }

    String name() {
        return description.name();
    }

    Type type() {
        return description.recordType();
    }

    /** What is told of a change of it. */
    public ResourceChange shown(ResourceChange change) {
        return rules().visible(change);
    }

    FieldRules rules() {
        return new FieldRules(fields);
    }
}
