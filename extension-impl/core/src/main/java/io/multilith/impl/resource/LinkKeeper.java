package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordReference;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.Subscriptions;

/** Takes away the links to a record that was removed, as a follower of its collection: also after a crash in between. */
@ApplicationScoped
public class LinkKeeper implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(LinkKeeper.class);
    private static final int PORTION = 100;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final List<Runnable> followed = new ArrayList<>();
    private final Collections collections;
    private final Subscriptions subscriptions;
    private final Linking linking;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected LinkKeeper() {
        this(null, null, null, null);
    }

    @Inject
    public LinkKeeper(Collections collections, Subscriptions subscriptions, Linking linking, WorkerThreads threads) {
        this.collections = collections;
        this.subscriptions = subscriptions;
        this.linking = linking;
        this.threads = threads;
    }

    @Override
    public void start() {
        collections.names().forEach(name -> followed.add(subscriptions.resume(name, this::keep)));
    }

    @Override
    public void stop() {
        followed.forEach(Runnable::run);
    }

    private CompletionStage<Void> keep(ResourceChange change) {
        if (change.kind() != ChangeKind.REMOVED) {
            return DONE;
        }
        var target = new RecordReference(change.collection(), change.id());
        return CompletableFuture.runAsync(() -> collections.all().forEach(owner -> unlink(owner, target)), threads);
    }

    private void unlink(OwnedCollection owner, RecordReference target) {
        var records = owner.store().linkedTo(target, PORTION);
        while (!records.isEmpty()) {
            for (var record : records) {
                try {
                    linking.unlinkAll(owner, record, target);
                } catch (StaleWriteException changedMeanwhile) {
                    LOG.debugf("%s, and is looked for again", changedMeanwhile.getMessage());
                }
            }
            records = owner.store().linkedTo(target, PORTION);
        }
    }
}
