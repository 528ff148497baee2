package io.multilith.impl.resource;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.impl.config.Setting;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;

/** The one path of every change: commit both the records and the log entries, wake the followers. */
@Singleton
public class Commits {
    private final ChangeFeeds feeds;

    @Inject
    public Commits(ChangeFeeds feeds) {
        this.feeds = feeds;
    }

    /**
     * Writes all or nothing.
     *
     * @return what was written; empty when that is known at the end of the caller's transaction only
     */
    List<ResourceChange> commit(OwnedCollection collection, List<RecordWrite> writes) throws StaleWriteException {
        if (feeds.backlog(collection.name()) >= collection.maxBacklog()) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backlog-full",
                    "Too many changes wait for the broker; see " + Setting.RESOURCE_MAX_BACKLOG.key() + ".");
        }
        return commitAnyway(collection, writes);
    }

    /** Also when too many changes wait to be told: what a follower has to write, or they would wait for ever. */
    List<ResourceChange> commitAnyway(OwnedCollection collection, List<RecordWrite> writes)
            throws StaleWriteException {
        var changes = collection.store().commit(writes);
        if (!changes.isEmpty()) {
            feeds.wake(collection.name(), changes);
        }
        return changes;
    }
}
