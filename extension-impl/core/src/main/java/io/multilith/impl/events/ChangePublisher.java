package io.multilith.impl.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.Priority;
import io.multilith.impl.json.ChangeEvent;
import io.multilith.placement.Directory;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriptions;

/**
 * Tells the changes of each collection that is owned here as events of that name, by the wire contract's section 4. A follower of
 * the log like any other: while the broker is away the log keeps what it has not told yet.
 */
@ApplicationScoped
public class ChangePublisher implements Entrypoint {
    private final List<Runnable> followed = new ArrayList<>();
    private final Directory directory;
    private final Subscriptions subscriptions;
    private final EventDispatcher events;

    /** For the client proxy only. */
    protected ChangePublisher() {
        this(null, null, null);
    }

    @Inject
    public ChangePublisher(Directory directory, Subscriptions subscriptions, EventDispatcher events) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    @Override
    public void start() {
        directory.nodes().get(0).collections()
                .forEach(name -> followed.add(subscriptions.resume(name, this::publish)));
    }

    @Override
    public void stop() {
        followed.forEach(Runnable::run);
    }

    private CompletionStage<Void> publish(ResourceChange change) {
        return events.send(new Event(change.version().toString(), change.collection(), ChangeEvent.type(change),
                Optional.of(change.id()), change.time(), ChangeEvent.data(change), Priority.NORMAL,
                Map.of("sequence", ChangeEvent.sequence(change))));
    }
}
