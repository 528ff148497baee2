package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.multilith.resource.ResourceChange;

/**
 * The log of a collection, of which the latest changes that were made here are known without asking the store for them. Each has
 * its place by its position; what was overwritten, or made elsewhere, is read from the store. Thread-safe.
 */
final class RecentChanges {
    private static final int PLACES = 128;

    private final AtomicReferenceArray<ResourceChange> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicLong latest = new AtomicLong();
    private final AtomicInteger hints = new AtomicInteger();
    private final ChangeLog store;

    RecentChanges(ChangeLog store) {
        this.store = store;
    }

    /** Of changes that are committed. */
    void add(List<ResourceChange> changes) {
        changes.forEach(change -> places.set(place(change.version().position()), change));
        latest.accumulateAndGet(changes.get(changes.size() - 1).version().position(), Math::max);
    }

    /** The store may have more than is known here. */
    void hint() {
        hints.incrementAndGet();
    }

    /** How often the store had to be looked at by now. */
    int hints() {
        return hints.get();
    }

    /** As the store has them. */
    List<ResourceChange> stored(long position, int limit) {
        return store.changes(position, limit);
    }

    /** Those that were made here and follow a position, without a gap, so many at most; none only when there are none. */
    List<ResourceChange> after(long position, int limit) {
        var known = new ArrayList<ResourceChange>();
        for (var next = position + 1; known.size() < limit; next++) {
            var change = places.get(place(next));
            if (change == null || change.version().position() != next) {
                break;
            }
            known.add(change);
        }
        return known.isEmpty() && latest.get() > position ? stored(position, limit) : known;
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
