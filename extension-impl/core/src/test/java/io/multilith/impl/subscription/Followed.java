package io.multilith.impl.subscription;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.json.JsonObject;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.RecordFields;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;

/** The collection of powers, as it is when nothing in particular is declared. */
final class Followed {
    private Followed() {}

    static FollowedCollection whole(CollectionStore store) {
        return readable(store, caller -> Condition.EVERYTHING);
    }

    static FollowedCollection readable(CollectionStore store, Function<Caller, Condition> rule) {
        return new FollowedCollection("power", new StoredLog(store), RecordFields.of(JsonObject.class),
                UnaryOperator.identity(), rule,
                Comparator.naturalOrder());
    }
}
