package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.subscription.FollowedCollection;
import io.multilith.impl.subscription.StoredLog;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;

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
 * @param readable
 *            the records that a caller may read
 * @param maxBacklog
 *            how many changes may wait to be told before writes are refused
 * @param idempotencyTime
 *            how long the answer to a request with a key is kept
 */
public record OwnedCollection(CollectionDescription description, RecordFields fields, IdKind ids, CollectionStore store,
        Hooks hooks, Map<String, ServiceMethod> actions, Function<Caller, Condition> readable, int maxBacklog,
        Duration idempotencyTime) {
    public OwnedCollection {
        actions = Map.copyOf(actions);
    }

    String name() {
        return description.name();
    }

    Type type() {
        return description.recordType();
    }

    /** As its followers see it. */
    public FollowedCollection followed() {
        return new FollowedCollection(name(), new StoredLog(store), fields, rules()::visible,
                Collections.subscribable(description, readable), ids.order());
    }

    /** The records that whoever asks may read. */
    Condition readable(Optional<Caller> caller) {
        return caller.map(readable).orElse(Condition.EVERYTHING);
    }

    FieldRules rules() {
        return new FieldRules(fields);
    }
}
