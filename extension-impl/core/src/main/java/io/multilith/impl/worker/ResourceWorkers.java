package io.multilith.impl.worker;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.resource.Subscriptions;

/**
 * Everything that methods do for records. It follows the logs before anybody forgets what was not told, and attends to the leases
 * until the last call has ended.
 */
@ApplicationScoped
public class ResourceWorkers implements Entrypoint {
    private final List<ResourceWork> works = new ArrayList<>();
    private final List<Runnable> followed = new ArrayList<>();
    private final Subscriptions subscriptions;

    /** For the client proxy only. */
    protected ResourceWorkers() {
        this(null);
    }

    @Inject
    public ResourceWorkers(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Before any is started. */
    void add(ResourceWork work) {
        works.add(work);
    }

    @Override
    public void start() {
        works.forEach(work -> {
            work.attend();
            followed.add(work.follow(subscriptions));
        });
    }

    @Override
    public void stop() {
        followed.forEach(Runnable::run);
        works.forEach(ResourceWork::leave);
    }
}
