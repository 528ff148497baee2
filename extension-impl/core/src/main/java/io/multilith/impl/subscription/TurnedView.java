package io.multilith.impl.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonObject;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/** One view in place of another: what is seen no more, and what is seen since, though no record has changed. */
final class TurnedView {
    private final FollowedCollection collection;
    private final View from;
    private final View to;

    TurnedView(FollowedCollection collection, View from, View to) {
        this.collection = collection;
        this.from = from;
        this.to = to;
    }

    /**
     * As it is to be told at a position of the log.
     *
     * @throws StaleWriteException
     *             if the log no longer reaches back to it
     */
    List<ToldChange> changes(Version at) throws StaleWriteException {
        var now = Instant.now();
        return new SnapshotReader(collection, from.or(to)).at(at).entrySet().stream()
                .flatMap(record -> change(record.getKey(), record.getValue(), at, now).stream()).toList();
    }

    private Optional<ToldChange> change(String id, JsonObject record, Version at, Instant now) {
        var before = Optional.of(record).filter(from::matches);
        var after = Optional.of(record).filter(to::matches);
        var change = new ResourceChange(collection.name(), id, ChangeKind.REPLACED, at, now, Optional.of(record),
                Optional.of(record), Optional.empty());
        return before.isPresent() == after.isPresent()
                ? Optional.empty()
                : to.told(change, before, after, collection);
    }
}
