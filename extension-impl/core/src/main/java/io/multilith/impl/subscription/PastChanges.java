package io.multilith.impl.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.multilith.resource.ResourceChange;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/** What is told of the changes after a position, as long as the log reaches back to it. Thread-safe; reads the store. */
final class PastChanges {
    private static final int PORTION = 100;
    /** Who missed more begins anew. */
    private static final int MOST = 10_000;

    private final FollowedCollection collection;
    private final RecentChanges log;

    PastChanges(FollowedCollection collection, RecentChanges log) {
        this.collection = collection;
        this.log = log;
    }

    /** All that was missed; empty when the log is another one or does not reach back, or when it is too much. */
    Optional<SubscriptionStart> missed(Version known, View view, Version live) {
        if (!known.epoch().equals(live.epoch()) || known.position() < 0
                || live.position() - known.position() > MOST
                || known.position() > Math.max(live.position(), collection.store().head().position())) {
            return Optional.empty();
        }
        var missed = new ArrayList<ToldChange>();
        var position = known.position();
        while (position < live.position()) {
            var changes = after(new Version(live.epoch(), position), PORTION);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            changes.forEach(change -> view.told(change, collection).ifPresent(missed::add));
            position += changes.size();
        }
        return Optional.of(new SubscriptionStart(new Version(live.epoch(), position), true, List.of(), missed));
    }

    /**
     * So many of them.
     *
     * @param since
     *            empty: of the latest so many changes
     * @param latest
     *            the last ones rather than the first ones
     * @return where the log is now; not recovered when it is another one or does not reach back
     */
    SubscriptionStart history(Optional<Version> since, View view, int limit, boolean latest) {
        var head = collection.store().head();
        var known = since.orElse(new Version(head.epoch(), Math.max(0, head.position() - limit)));
        var told = new ArrayDeque<ToldChange>();
        var position = known.position();
        var isReached = known.epoch().equals(head.epoch()) && position >= 0 && position <= head.position();
        while (isReached && position < head.position() && limit > 0 && (latest || told.size() < limit)) {
            var changes = after(new Version(head.epoch(), position),
                    (int) Math.min(PORTION, head.position() - position));
            changes.forEach(change -> view.told(change, collection).ifPresent(seen -> keep(seen, told, limit, latest)));
            position += changes.size();
            isReached = !changes.isEmpty();
        }
        return new SubscriptionStart(head, isReached, List.of(), isReached ? List.copyOf(told) : List.of());
    }

    private static void keep(ToldChange change, ArrayDeque<ToldChange> told, int limit, boolean latest) {
        if (told.size() < limit) {
            told.add(change);
        } else if (latest) {
            told.remove();
            told.add(change);
        }
    }

    /** The next ones; none where the log has forgotten some of them, or is another one. */
    private List<ResourceChange> after(Version known, int limit) {
        var recent = log.after(known.position(), limit);
        var changes = recent.isEmpty() ? log.stored(known.position(), limit) : recent;
        return changes.isEmpty()
                || !changes.get(0).version().equals(new Version(known.epoch(), known.position() + 1))
                        ? List.of()
                        : changes;
    }
}
