package io.multilith.impl.resource;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

import io.multilith.resource.Condition;
import io.multilith.resource.StoredRecord;

/**
 * Some records among which are all that a condition means.
 *
 * @param condition
 *            the one that the index was asked about
 * @param parts
 *            each in order of id
 */
record MemoryCandidates(Condition condition, List<NavigableMap<String, StoredRecord>> parts) {
    int size() {
        return parts.stream().mapToInt(NavigableMap::size).sum();
    }

    /** In order of id. */
    Stream<StoredRecord> records(Comparator<? super String> order) {
        return parts.size() == 1
                ? parts.get(0).values().stream()
                : parts.stream().flatMap(part -> part.values().stream())
                        .sorted((one, other) -> order.compare(one.id(), other.id()));
    }

    /** Whether they are those that the query means, and no others: nothing else is asked, and of one value all are. */
    boolean isAll(Condition where) {
        return condition.equals(where) && (condition instanceof Condition.In
                || (condition instanceof Condition.Comparison comparison
                        && comparison.operator() == Condition.Operator.EQ));
    }
}
