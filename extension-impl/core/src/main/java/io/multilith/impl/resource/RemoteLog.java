package io.multilith.impl.resource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonObject;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.impl.query.QueryWriter;
import io.multilith.impl.subscription.ChangeLog;
import io.multilith.resource.Lease;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/**
 * The log of a collection that another node owns. How far those here have come is noted there, in the place of a lease.
 */
final class RemoteLog implements ChangeLog {
    /** Of which there are no changes. */
    private static final String NO_EPOCH = "";
    /** As good as for ever: who has forgotten how far he was told is told everything again. */
    private static final Duration MEMORY = Duration.ofDays(3_650);

    private final RemoteCollection collection;
    private volatile String epoch = NO_EPOCH;

    RemoteLog(RemoteCollection collection) {
        this.collection = collection;
    }

    @Override
    public Version head() {
        var head = ask(NO_EPOCH, 0, 1);
        epoch = head.getString("epoch");
        return new Version(epoch, position(head));
    }

    /** As many as are wanted, if there are so many: an answer may have less. */
    @Override
    public List<ResourceChange> changes(long after, int limit) {
        var changes = new ArrayList<ResourceChange>();
        var reached = after;
        JsonObject answer;
        do {
            answer = askInEpoch(reached, limit - changes.size());
            var more = read(answer);
            if (more.isEmpty() || !isNext(changes, more.get(0))) {
                return changes;
            }
            changes.addAll(more);
            reached = changes.get(changes.size() - 1).version().position();
        } while (changes.size() < limit && reached < position(answer));
        return changes;
    }

    /** The first ones may come after a gap, which shows in their position; the others may not. */
    private static boolean isNext(List<ResourceChange> changes, ResourceChange next) {
        if (changes.isEmpty()) {
            return true;
        }
        var last = changes.get(changes.size() - 1).version();
        return next.version().equals(new Version(last.epoch(), last.position() + 1));
    }

    private JsonObject askInEpoch(long after, int limit) {
        var answer = ask(epoch, after, limit);
        if (answer.getString("epoch").equals(epoch)) {
            return answer;
        }
        epoch = answer.getString("epoch");
        return ask(epoch, after, limit);
    }

    private JsonObject ask(String ofEpoch, long after, int limit) {
        return collection.ask("$changes", Map.of("epoch", ofEpoch, "after", after, "limit", limit)).asJsonObject();
    }

    private List<ResourceChange> read(JsonObject answer) {
        return answer.containsKey("changes")
                ? answer.getJsonArray("changes").getValuesAs(JsonObject.class).stream()
                        .map(event -> ChangeEvent.ofPeer(collection.name(), event)).toList()
                : List.of();
    }

    private static long position(JsonObject answer) {
        return answer.getJsonNumber("position").longValueExact();
    }

    @Override
    public List<JsonObject> find(Query query) {
        return collection.ask("$records", Map.of("query", QueryWriter.write(query))).asJsonArray()
                .getValuesAs(JsonObject.class);
    }

    /** Another node with the same followers may have come further. */
    @Override
    public void told(long position) {
        var note = new Version(head().epoch(), position).toString();
        var known = collection.take(lease(note), MEMORY);
        while (known.isPresent() && isBefore(known.get(), position)
                && !collection.pass(lease(known.get()), note, MEMORY)) {
            known = collection.take(lease(note), MEMORY);
        }
    }

    @Override
    public long told() {
        var beginning = new Version(head().epoch(), 0).toString();
        return collection.take(lease(beginning), MEMORY).flatMap(this::positionHere).orElse(0L);
    }

    private boolean isBefore(String note, long position) {
        return positionHere(note).filter(noted -> noted >= position).isEmpty();
    }

    /** Empty when the note is about another log. */
    private Optional<Long> positionHere(String note) {
        var dash = note.lastIndexOf('-');
        return note.substring(0, dash).equals(epoch)
                ? Optional.of(Long.valueOf(note.substring(dash + 1)))
                : Optional.empty();
    }

    private Lease lease(String holder) {
        return new Lease(collection.name(), "told-" + collection.followers(), holder);
    }
}
