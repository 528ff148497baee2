package io.multilith.impl.subscription;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    void add(Membership member) {
        members.add(member);
    }

    void remove(Membership member) {
        members.remove(member);
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
}
