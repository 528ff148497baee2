package io.multilith.impl.resource;

import java.util.List;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;

/** A store whose next commits come too late, as if another writer had been faster. */
final class ContendedStore extends BusyStore {
    private int losses;
    private boolean isJoined;

    ContendedStore(CollectionStore store) {
        super(store);
    }

    void loseNext(int commits) {
        losses = commits;
    }

    /** As a store whose units belong to a transaction of the caller, which never ends. */
    void join() {
        isJoined = true;
    }

    @Override
    public List<ResourceChange> commit(List<RecordWrite> writes) throws StaleWriteException {
        if (losses > 0) {
            losses--;
            throw new StaleWriteException(writes.get(0).id());
        }
        return isJoined ? List.of() : super.commit(writes);
    }
}
