package io.multilith.impl.worker;

/** What the workers of the tests work on. */
public record Job(String id, String status, Integer size, String note, Integer rank) {
    static Job of(String id, String status) {
        return new Job(id, status, 0, null, null);
    }
}
