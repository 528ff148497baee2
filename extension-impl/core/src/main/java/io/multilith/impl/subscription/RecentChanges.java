package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;

/**
 * The log of a collection, of which the latest changes that were made here are known without asking the store for them. Each has
 * its place by its position; what was overwritten, or made elsewhere, is read from the store. Thread-safe.
 */
final class RecentChanges {
    private static final int PLACES = 128;

    private final AtomicReferenceArray<ResourceChange> places = new AtomicReferenceArray<>(PLACES);
    private final CollectionStore store;

    RecentChanges(CollectionStore store) {
        this.store = store;
    }

    /** Of changes that are committed. */
    void add(List<ResourceChange> changes) {
        changes.forEach(change -> places.set(place(change.version().position()), change));
    }

    /** Those that follow a position, without a gap, so many at most; none only when the store has none. */
    List<ResourceChange> after(long position, int limit) {
        var known = new ArrayList<ResourceChange>();
        for (var next = position + 1; known.size() < limit; next++) {
            var change = places.get(place(next));
            if (change == null || change.version().position() != next) {
                break;
            }
            known.add(change);
        }
        return known.isEmpty() ? store.changes(position, limit) : known;
    }

    /** Keeps none up to a position. */
    void forget(long position) {
        for (var place = 0; place < PLACES; place++) {
            places.updateAndGet(place,
                    change -> change == null || change.version().position() <= position ? null : change);
        }
    }

    private static int place(long position) {
        return (int) (position % PLACES);
    }
}
