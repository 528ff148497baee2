package io.multilith.impl.events;

import java.util.concurrent.CompletionStage;

import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;

/** Tells of the events of one source. */
record SourcedDispatcher(BusEventDispatcher dispatcher, String source) implements EventDispatcher {
    @Override
    public void dispatch(String type, Object data, EventOptions options) {
        dispatcher.dispatch(source, type, data, options);
    }

    @Override
    public EventDispatcher from(String other) {
        return dispatcher.from(other);
    }

    @Override
    public CompletionStage<Void> send(Event event) {
        return dispatcher.send(event);
    }
}
