package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordReference;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Subscriptions;

/** Takes away the links to a record that was removed, as a follower of its collection: also after a crash in between. */
@Singleton
public class LinkKeeper implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(LinkKeeper.class);
    private static final int PORTION = 100;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final List<Runnable> followed = new ArrayList<>();
    private final Collections collections;
    private final Subscriptions subscriptions;
    private final Linking linking;
    private final WorkerThreads threads;

    @Inject
    public LinkKeeper(Collections collections, Subscriptions subscriptions, Linking linking, WorkerThreads threads) {
        this.collections = collections;
        this.subscriptions = subscriptions;
        this.linking = linking;
        this.threads = threads;
    }

    @Override
    public void start() {
        if (!collections.owned().isEmpty()) {
            collections.names().forEach(name -> followed.add(subscriptions.resume(name, this::keep)));
        }
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
        return CompletableFuture.runAsync(() -> collections.owned().forEach(owner -> unlink(owner, target)), threads);
    }

    private void unlink(OwnedCollection owner, RecordReference target) {
        var goesOn = true;
        while (goesOn) {
            goesOn = false;
            for (var record : owner.store().linkedTo(target, PORTION)) {
                goesOn |= unlink(owner, record, target);
            }
        }
    }

    /** Whether it is worth to look again: not where a store takes records for linked that have no such link. */
    private boolean unlink(OwnedCollection owner, StoredRecord record, RecordReference target) {
        try {
            return linking.unlinkAll(owner, record, target);
        } catch (StaleWriteException changedMeanwhile) {
            LOG.debugf("%s, and is looked for again", changedMeanwhile.getMessage());
            return true;
        }
    }
}
