package io.multilith.resource;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the records of a collection. Immutable.
 *
 * @param records
 *     in the order of the query
 * @param total
 *     how many there are in all; absent when the query did not ask
 * @since 0.1
 */
public record RecordPage(List<StoredRecord> records, OptionalLong total) {

    public RecordPage {
        records = List.copyOf(records);
    }
}
