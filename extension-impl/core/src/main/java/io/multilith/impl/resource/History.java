package io.multilith.impl.resource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;

/** Tells what became of a record, as far as the log remembers. */
@Singleton
public class History implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_ENTRIES = 1_000;
    /** In characters. */
    private static final int MAX_SIZE = 8 << 20;

    private final Map<String, Operation> byName = Map.of("$history", this::history);

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer history(OwnedCollection collection, ResourceRequest request) {
        var id = Requests.id(request);
        var changes = collection.ids().read(id).isEmpty()
                ? List.<ResourceChange>of()
                : collection.store().history(id, MAX_ENTRIES);
        var readable = collection.readable(request.caller());
        var seen = changes.stream().filter(change -> Stream.of(change.before(), change.after())
                .flatMap(Optional::stream).allMatch(readable::matches)).toList();
        if (seen.isEmpty() && Requests.find(collection, request).isEmpty()) {
            throw Requests.notFound(collection, request);
        }
        var list = JSON.createArrayBuilder();
        latest(collection, seen).forEach(list::add);
        return new ResourceAnswer(list.build(), Optional.empty(), Optional.empty(), false);
    }

    /** The oldest are forgotten first, as in the log: each entry has the whole record. */
    private static Deque<JsonObject> latest(OwnedCollection collection, List<ResourceChange> changes) {
        var events = new ArrayDeque<JsonObject>();
        var size = 0;
        for (var i = changes.size() - 1; i >= 0 && size < MAX_SIZE; i--) {
            var event = ChangeEvent.of(collection.followed().shown(changes.get(i)));
            size += event.toString().length();
            events.addFirst(event);
        }
        return events;
    }
}
