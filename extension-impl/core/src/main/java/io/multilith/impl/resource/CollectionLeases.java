package io.multilith.impl.resource;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.resource.Lease;
import io.multilith.resource.Leases;

/** Keeps leases as claims in the store of their collection, or lets its owner keep them. */
@Singleton
public class CollectionLeases implements Leases {
    private final Collections collections;

    @Inject
    public CollectionLeases(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Optional<String> take(Lease lease, Duration time) {
        return collections.remote(lease.collection()).map(remote -> remote.take(lease, time)).orElseGet(
                () -> collections.get(lease.collection()).store().claim(lease.name(), lease.holder(), time));
    }

    @Override
    public boolean pass(Lease lease, String next, Duration time) {
        return collections.remote(lease.collection()).map(remote -> remote.pass(lease, next, time))
                .orElseGet(() -> collections.get(lease.collection()).store().renew(lease.name(), lease.holder(), next,
                        time));
    }
}
