package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.config.Setting;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.Version;

/** The one path of every change: commit both the records and the log entries, wake the followers. */
@ApplicationScoped
public class Commits {
    private final ChangeFeeds feeds;

    /** For the client proxy only. */
    protected Commits() {
        this(null);
    }

    @Inject
    public Commits(ChangeFeeds feeds) {
        this.feeds = feeds;
    }

    /**
     * Writes all or nothing.
     *
     * @return the version of the first one; empty when it gets one at the end of the caller's transaction
     */
    Optional<Version> commit(OwnedCollection collection, List<RecordWrite> writes) throws StaleWriteException {
        if (feeds.backlog(collection.name()) >= collection.maxBacklog()) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "backlog-full",
                    "Too many changes wait for the broker; see " + Setting.RESOURCE_MAX_BACKLOG.key() + ".");
        }
        var changes = collection.store().commit(writes);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        feeds.wake(collection.name(), changes.get(changes.size() - 1).version().position());
        return Optional.of(changes.get(0).version());
    }
}
