package io.multilith.impl.realtime;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.resource.ToldChange;

/** Changes as the Centrifugo protocol has them. */
final class Publications {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Publications() {}

    /** Written once for all sockets that have the channel by this name. */
    static String push(String channel, ToldChange change) {
        return change.as("push " + channel, told -> "{\"push\":{\"channel\":" + JSON.createValue(channel) + ",\"pub\":"
                + publication(told) + "}}");
    }

    /** One that has no place in the log, and moves no client on. */
    static String pushAside(String channel, ToldChange change) {
        return change.as("push aside " + channel, told -> "{\"push\":{\"channel\":" + JSON.createValue(channel)
                + ",\"pub\":{\"data\":" + ChangeEvent.of(told) + "}}}");
    }

    static String list(List<ToldChange> changes) {
        return changes.stream().map(Publications::publication).collect(Collectors.joining(",", "[", "]"));
    }

    private static String publication(ToldChange change) {
        return change.as("publication", told -> "{\"data\":" + ChangeEvent.of(told) + ",\"offset\":"
                + told.change().version().position() + "}");
    }
}
