package io.multilith.resource;

import java.util.List;

import jakarta.json.JsonObject;

/**
 * Where a subscription begins: all that comes after the position is told. Immutable.
 *
 * @param position
 *     what {@code records} and {@code missed} lead up to
 * @param recovered
 *     whether {@code missed} is all that came since the position that the subscriber knew
 * @param records
 *     the records as they are at the position, in order of id; empty unless they were wanted
 * @param missed
 *     in the order of the log; empty unless recovered
 * @since 0.1
 */
public record SubscriptionStart(Version position, boolean recovered, List<JsonObject> records,
        List<ToldChange> missed) {

    public SubscriptionStart {
        records = List.copyOf(records);
        missed = List.copyOf(missed);
    }
}
