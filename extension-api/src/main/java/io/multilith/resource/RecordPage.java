package io.multilith.resource;

import java.util.List;

/**
 * Some of the records of a collection. Immutable.
 *
 * @param records
 *     in order of id
 * @param total
 *     how many there are in all
 * @since 0.1
 */
public record RecordPage(List<StoredRecord> records, long total) {

    public RecordPage {
        records = List.copyOf(records);
    }
}
