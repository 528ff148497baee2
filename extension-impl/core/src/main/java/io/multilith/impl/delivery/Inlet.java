package io.multilith.impl.delivery;

import java.util.function.Consumer;
import java.util.function.Function;

import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageReader;
import io.multilith.delivery.WorkFeed;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;

/**
 * Where a handler's messages come from.
 *
 * @param address
 *            that of the messages
 * @param credit
 *            how many letters that are given back are in hand at once
 * @param begin
 *            begins to hand messages out
 */
record Inlet(String address, int credit, Function<Consumer<ReceivedMessage>, MessageReceiver> begin,
        MessageReader reader) {
    private static final int RETRIED_WORK = 10;

    static Inlet of(MessageFeed feed, MessageBus bus) {
        return new Inlet(feed.source().address(), feed.source().credit(),
                handler -> bus.receive(feed.source(), handler), feed.reader());
    }

    static Inlet of(WorkFeed work) {
        return new Inlet(work.origin(), RETRIED_WORK, work::begin, work);
    }
}
