package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/**
 * The subscribers of one collection. One follower of the log tells them all, from the first subscription on. Thread-safe.
 */
final class LiveCollection {
    private static final int PORTION = 100;

    private final Map<View, Cohort> cohorts = new HashMap<>();
    private final FollowedCollection collection;
    private final RecentChanges log;
    private final Follow follow;
    private Optional<Version> reached = Optional.empty();

    /** Begins to be told of what comes after a position. */
    @FunctionalInterface
    interface Follow {
        void from(Version position, Consumer<ResourceChange> follower);
    }

    LiveCollection(FollowedCollection collection, RecentChanges log, Follow follow) {
        this.collection = collection;
        this.log = log;
        this.follow = follow;
    }

    Runnable subscribe(SubscriptionRequest request, Subscriber subscriber) {
        var view = View.of(request, collection);
        var member = new Membership(subscriber);
        var live = join(view, member);
        Runnable leave = () -> leave(view, member);
        try {
            member.begin(start(request, view, live));
        } catch (RuntimeException refused) {
            leave.run();
            throw refused;
        }
        return leave;
    }

    /** From here on it is told, of what comes after the position that is returned. */
    private Version join(View view, Membership member) {
        var begin = isFollowing() ? Optional.<Version>empty() : Optional.of(collection.store().head());
        synchronized (this) {
            if (reached.isEmpty()) {
                reached = begin;
                follow.from(begin.orElseThrow(), this::tell);
            }
            cohorts.computeIfAbsent(view, seen -> new Cohort(collection, seen)).add(member);
            return reached.get();
        }
    }

    private synchronized boolean isFollowing() {
        return reached.isPresent();
    }

    /** A member may leave while it is told something: its lock comes first. */
    private void leave(View view, Membership member) {
        member.end();
        remove(view, member);
    }

    private synchronized void remove(View view, Membership member) {
        cohorts.computeIfPresent(view, (seen, cohort) -> {
            cohort.remove(member);
            return cohort.isEmpty() ? null : cohort;
        });
    }

    private void tell(ResourceChange change) {
        for (var cohort : advance(change)) {
            cohort.tell(change);
        }
    }

    private List<Cohort> advance(ResourceChange change) {
        List<Cohort> told;
        boolean isNext;
        synchronized (this) {
            var last = reached.orElseThrow();
            isNext = change.version().equals(new Version(last.epoch(), last.position() + 1));
            reached = Optional.of(change.version());
            told = List.copyOf(cohorts.values());
            if (!isNext) {
                cohorts.clear();
            }
        }
        if (!isNext) {
            told.forEach(Cohort::lose);
            return List.of();
        }
        return told;
    }

    private SubscriptionStart start(SubscriptionRequest request, View view, Version live) {
        var recovered = request.after().flatMap(known -> missed(known, view, live));
        if (recovered.isPresent()) {
            return recovered.get();
        }
        if (request.snapshot()) {
            var snapshot = new SnapshotReader(collection, view.query()).read();
            return new SubscriptionStart(snapshot.position(), false, snapshot.records(), List.of());
        }
        return new SubscriptionStart(live, false, List.of(), List.of());
    }

    /** All that came since; empty when the log is another or does not reach back. */
    private Optional<SubscriptionStart> missed(Version known, View view, Version live) {
        if (!known.epoch().equals(live.epoch()) || known.position() < 0
                || known.position() > Math.max(live.position(), collection.store().head().position())) {
            return Optional.empty();
        }
        var missed = new ArrayList<ToldChange>();
        var position = known.position();
        while (position < live.position()) {
            var recent = log.after(position, PORTION);
            var changes = recent.isEmpty() ? log.stored(position, PORTION) : recent;
            if (changes.isEmpty()
                    || !changes.get(0).version().equals(new Version(live.epoch(), position + 1))) {
                return Optional.empty();
            }
            changes.forEach(change -> view.told(change, collection).ifPresent(missed::add));
            position += changes.size();
        }
        return Optional.of(new SubscriptionStart(new Version(live.epoch(), position), true, List.of(), missed));
    }
}
