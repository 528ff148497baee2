package io.multilith.resource;

import java.lang.reflect.Type;
import java.util.Set;

/**
 * What a backend is told of a collection that it keeps. Immutable.
 *
 * @param name
 *     its name
 * @param recordType
 *     what its records are mapped to: a class whose {@code id} is the record's id, or {@code JsonObject}
 * @param indexes
 *     the fields that it is asked for by, often; a backend may make indexes of them
 * @param history
 *     how many entries of the change log are kept at least; older ones may be forgotten once they were told
 * @param grown
 *     to be run after the change log has grown otherwise than by the entries that {@link CollectionStore#commit} returns:
 *     a transaction of the caller ended. Never blocks. What other processes wrote is looked for every second anyway
 * @since 0.1
 */
public record CollectionDefinition(String name, Type recordType, Set<String> indexes, int history, Runnable grown) {
    public CollectionDefinition {
        indexes = Set.copyOf(indexes);
    }
}
