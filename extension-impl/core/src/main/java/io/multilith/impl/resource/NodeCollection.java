package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.impl.subscription.FollowedCollection;
import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;
import io.multilith.placement.NodeLeft;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.Condition;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/**
 * The nodes that are there, as a collection to subscribe to: {@code $node}. Each node keeps what it sees in memory; nobody else
 * writes it.
 */
@ApplicationScoped
public class NodeCollection implements Entrypoint {
    private static final String NAME = "$node";
    private static final int HISTORY = 1_000;

    private final MemoryStore store = new MemoryStore(
            new CollectionDefinition(NAME, Node.class, Set.of(), HISTORY, () -> {}));
    private final ChangeFeeds feeds;
    private final Directory directory;
    private final JsonCodec json;

    /** For the client proxy only. */
    protected NodeCollection() {
        this(null, null, null);
    }

    @Inject
    public NodeCollection(ChangeFeeds feeds, Directory directory, JsonCodec json) {
        this.feeds = feeds;
        this.directory = directory;
        this.json = json;
    }

    @PostConstruct
    void open() {
        feeds.addLocal(new FollowedCollection(NAME, store, RecordFields.of(Node.class), UnaryOperator.identity(),
                NodeCollection::readable, String::compareTo));
    }

    /** How many there are and when they come and go is nothing for strangers; which services there are is. */
    private static Condition readable(Caller caller) {
        if (caller.equals(Caller.ANONYMOUS)) {
            throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "not-authenticated",
                    "Nodes are shown to those who say who they are.");
        }
        return Condition.EVERYTHING;
    }

    /** The others are told of as they are heard. */
    @Override
    public void start() {
        join(directory.nodes().get(0));
    }

    @Override
    public void stop() {
        // Kept to the end, for those who are still told.
    }

    void join(@Observes NodeJoined event) {
        join(event.node());
    }

    private void join(Node node) {
        write(node.id(), ChangeKind.CREATED, Optional.of(json.toJson(node).asJsonObject()));
    }

    void leave(@Observes NodeLeft event) {
        write(event.node().id(), ChangeKind.REMOVED, Optional.empty());
    }

    private synchronized void write(String id, ChangeKind kind, Optional<JsonObject> record) {
        var current = store.get(id);
        if (current.map(StoredRecord::fields).equals(record)) {
            return;
        }
        try {
            feeds.wake(NAME, store.commit(List.of(new RecordWrite(id, kind, current, record, Optional.empty()))));
        } catch (StaleWriteException writtenElsewhere) {
            throw new IllegalStateException(writtenElsewhere);
        }
    }
}
