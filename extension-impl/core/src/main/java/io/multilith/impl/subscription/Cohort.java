package io.multilith.impl.subscription;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.multilith.entrypoint.Caller;
import io.multilith.resource.Condition;
import io.multilith.resource.ResourceChange;

/** Subscribers with the same view: a change is looked at once for all of them. */
final class Cohort {
    private final Set<Membership> members = ConcurrentHashMap.newKeySet();
    private final FollowedCollection collection;
    private final View view;

    Cohort(FollowedCollection collection, View view) {
        this.collection = collection;
        this.view = view;
    }

    String collection() {
        return collection.name();
    }

    View view() {
        return view;
    }

    void add(Membership member) {
        members.add(member);
    }

    void remove(Membership member) {
        members.remove(member);
    }

    boolean has(Membership member) {
        return members.contains(member);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void tell(ResourceChange change) {
        view.told(change, collection).ifPresent(told -> members.forEach(member -> member.tell(told)));
    }

    void lose() {
        members.forEach(Membership::lose);
    }

    /** Those who may read something else by now, by what that is. */
    Map<Condition, List<Membership>> byRule(Function<Caller, Condition> rule) {
        return members.stream()
                .filter(member -> member.caller().filter(caller -> !rule.apply(caller).equals(view.readable()))
                        .isPresent())
                .collect(Collectors.groupingBy(member -> rule.apply(member.caller().orElseThrow())));
    }
}
