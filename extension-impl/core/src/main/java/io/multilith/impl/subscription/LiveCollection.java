package io.multilith.impl.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Condition;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Version;

/**
 * The subscribers of one collection. One follower of the log tells them all, from the first subscription on. Thread-safe.
 */
final class LiveCollection {
    private static final Logger LOG = Logger.getLogger(LiveCollection.class);

    private final Map<View, Cohort> cohorts = new HashMap<>();
    private final KnownRules rules = new KnownRules();
    /** Held while a change is told: who holds it is between two changes. It comes before all other locks. */
    private final Object telling = new Object();
    private final FollowedCollection collection;
    private final PastChanges past;
    private final Follow follow;
    private Optional<Version> reached = Optional.empty();

    /** Begins to be told of what comes after a position. */
    @FunctionalInterface
    interface Follow {
        void from(Version position, Consumer<ResourceChange> follower);
    }

    LiveCollection(FollowedCollection collection, RecentChanges log, Follow follow) {
        this.collection = collection;
        this.past = new PastChanges(collection, log);
        this.follow = follow;
    }

    Runnable subscribe(SubscriptionRequest request, Subscriber subscriber) {
        var view = View.of(request, collection);
        var member = new Membership(subscriber, request.caller());
        var live = join(view, member);
        Runnable leave = () -> leave(member);
        try {
            member.begin(start(request, view, live));
        } catch (RuntimeException refused) {
            leave.run();
            throw refused;
        }
        return leave;
    }

    /** What was told after a position, without being told more. */
    SubscriptionStart history(SubscriptionRequest request, int limit, boolean latest) {
        return past.history(request.after(), View.of(request, collection), limit, latest);
    }

    /** From here on it is told, of what comes after the position that is returned. */
    private Version join(View view, Membership member) {
        var begin = isFollowing() ? Optional.<Version>empty() : Optional.of(collection.store().head());
        synchronized (this) {
            if (reached.isEmpty()) {
                reached = begin;
                follow.from(begin.orElseThrow(), this::tell);
            }
            add(view, member);
            return reached.get();
        }
    }

    private void add(View view, Membership member) {
        var cohort = cohorts.computeIfAbsent(view, seen -> new Cohort(collection, seen));
        cohort.add(member);
        member.in(cohort);
    }

    private synchronized boolean isFollowing() {
        return reached.isPresent();
    }

    /** A member may leave while it is told something: its lock comes first. */
    private void leave(Membership member) {
        member.end();
        remove(member);
    }

    private synchronized void remove(Membership member) {
        var cohort = member.cohort();
        cohort.remove(member);
        if (cohort.isEmpty()) {
            cohorts.remove(cohort.view(), cohort);
        }
    }

    /** The log is another one since, and is told from its beginning: also to those who wait for its first change. */
    void restart(String epoch) {
        synchronized (telling) {
            begin(new Version(epoch, 0)).forEach(Cohort::lose);
        }
    }

    /** What was told of another log came after it was begun anew. */
    void see(String epoch) {
        if (isFollowing() && !reached().epoch().equals(epoch)) {
            restart(epoch);
        }
    }

    private synchronized List<Cohort> begin(Version beginning) {
        var told = List.copyOf(cohorts.values());
        cohorts.clear();
        reached = reached.map(former -> beginning);
        return told;
    }

    private void tell(ResourceChange change) {
        synchronized (telling) {
            for (var cohort : advance(change)) {
                cohort.tell(change);
            }
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
        var isToldByRule = isToldByRule(request, view);
        var recovered = request.after().filter(known -> isToldByRule)
                .flatMap(known -> past.missed(known, view, live));
        if (recovered.isPresent()) {
            return recovered.get();
        }
        if (request.snapshot()) {
            var snapshot = new SnapshotReader(collection, view.query()).read();
            return new SubscriptionStart(snapshot.position(), false, snapshot.records(), List.of());
        }
        return new SubscriptionStart(live, false, List.of(), List.of());
    }

    private boolean isToldByRule(SubscriptionRequest request, View view) {
        var known = request.after().map(Version::position).orElse(0L);
        return request.caller().map(caller -> rules.holds(caller, view.readable(), known,
                () -> collection.store().head().position())).orElse(true);
    }

    /** Asks again what everybody may read, and tells those who may read something else since. Reads the store then. */
    void review() {
        var asked = new HashMap<Caller, Condition>();
        for (var cohort : cohorts()) {
            cohort.byRule(caller -> asked.computeIfAbsent(caller, this::rule))
                    .forEach((rule, members) -> turn(cohort, cohort.view().by(rule), members));
        }
    }

    private synchronized List<Cohort> cohorts() {
        return List.copyOf(cohorts.values());
    }

    /** One that cannot be asked lets nobody read anything, as it does where a record is asked for. */
    private Condition rule(Caller caller) {
        try {
            return collection.readable().apply(caller);
        } catch (RuntimeException fault) {
            LOG.error(SubscriptionMessages.MESSAGES.ruleFailed(collection.name()), fault);
            return Condition.NOTHING;
        }
    }

    /** What comes meanwhile is told by the new rule, after what the old one made to be told. */
    private void turn(Cohort from, View to, List<Membership> members) {
        List<Membership> turned;
        Version at;
        synchronized (telling) {
            at = reached();
            turned = members.stream().filter(member -> from.has(member) && member.pause(at)).toList();
            turned.forEach(member -> move(member, to));
        }
        try {
            var head = collection.store().head().position();
            turned.forEach(member -> member.caller()
                    .ifPresent(caller -> rules.changed(caller, to.readable(), head)));
            var changes = new TurnedView(collection, from.view(), to).changes(at);
            turned.forEach(member -> member.turn(changes));
        } catch (ProblemException | StaleWriteException notToTell) {
            LOG.debugf(notToTell, "What another rule shows of %s is not to be had", collection.name());
            turned.forEach(Membership::lose);
        } catch (RuntimeException storeFailed) {
            turned.forEach(Membership::lose);
            throw storeFailed;
        }
    }

    private synchronized Version reached() {
        return reached.orElseThrow();
    }

    private synchronized void move(Membership member, View to) {
        if (member.cohort().has(member)) { // else it has left meanwhile
            remove(member);
            add(to, member);
        }
    }
}
