package io.multilith.impl.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;

/**
 * The letters that are given back to one method, each for the handler whose message it was. They are received while all its
 * handlers are started: from one queue it cannot be told beforehand whose letter comes next. Thread-safe.
 */
final class Retries {
    private final List<MessageHandler> handlers = new CopyOnWriteArrayList<>();
    private final Set<MessageHandler> started = new HashSet<>();
    private final MessageBus bus;
    private final String queue;
    private Optional<MessageReceiver> receiver = Optional.empty();

    Retries(MessageBus bus, String queue) {
        this.bus = bus;
        this.queue = queue;
    }

    /** Before any is started. */
    void add(MessageHandler handler) {
        handlers.add(handler);
    }

    synchronized void begin(MessageHandler handler) {
        started.add(handler);
        if (started.size() == handlers.size()) {
            receiver = Optional.of(bus.receive(MessageSource.queue(queue, handlers.get(0).credit()), this::receive));
        }
    }

    synchronized void end(MessageHandler handler) {
        started.remove(handler);
        receiver.ifPresent(MessageReceiver::stop);
        receiver = Optional.empty();
    }

    private void receive(ReceivedMessage received) {
        var message = Letters.original(received.message());
        handlers.stream().filter(handler -> handler.reader(message).isPresent()).findFirst()
                .orElse(handlers.get(0)).receiveAgain(received, message);
    }
}
