package io.multilith.impl.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;

/**
 * Writes what a subscription tells as server-sent events.
 *
 * @param known
 *            the id of the last event that the client has
 */
record CollectionStream(EventStream stream, Optional<String> known) implements Subscriber {

    @Override
    public void begun(SubscriptionStart start) {
        var records = start.records().stream().map(record -> "event: snapshot\ndata: " + record + "\n\n");
        var synced = Stream.of("event: synced\n" + id(start.position().toString()) + "data: {\"epoch\":\""
                + start.position().epoch() + "\",\"position\":" + start.position().position() + "}\n\n");
        stream.begin(start.recovered()
                ? Stream.concat(Stream.of(first("recovered")), start.missed().stream().map(CollectionStream::frame))
                : Stream.concat(known.isPresent() ? Stream.of("event: reset\ndata: {}\n\n") : Stream.of(),
                        Stream.concat(records, synced)));
    }

    /** What was known still is: what was missed comes after it. */
    private String first(String event) {
        return "event: " + event + "\n" + known.map(CollectionStream::id).orElse("") + "data: {}\n\n";
    }

    private static String id(String position) {
        return "id: " + position + "\n";
    }

    private static String frame(ToldChange change) {
        return change.as("sse",
                told -> id(told.change().version().toString()) + "data: " + ChangeEvent.of(told) + "\n\n");
    }

    @Override
    public void told(ToldChange change) {
        stream.send(frame(change));
    }

    /** Without an id: who comes back goes on where he was in the log. */
    @Override
    public void turned(List<ToldChange> changes) {
        changes.forEach(change -> stream
                .send(change.as("sse aside", told -> "data: " + ChangeEvent.of(told) + "\n\n")));
    }

    @Override
    public void lost() {
        stream.end();
    }
}
