package io.multilith.impl.rpc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;

/** A bus that writes down what is done in which order, and lets a test say what becomes of a message that is sent. */
final class RecordingBus implements MessageBus {
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<ReceivedMessage>> handlers = new ConcurrentHashMap<>();
    private CompletionStage<Void> outcome = CompletableFuture.completedStage(null);

    /** From now on a message that is sent comes to this. */
    void sendingComesTo(CompletionStage<Void> stage) {
        outcome = stage;
    }

    List<String> steps() {
        return steps;
    }

    boolean isReceived(String address) {
        return handlers.containsKey(address);
    }

    void deliver(Message message) {
        handlers.get(message.address()).accept(new ReceivedMessage() {
            @Override
            public Message message() {
                return message;
            }

            @Override
            public int deliveryCount() {
                return 0;
            }

            @Override
            public void accept() {
                steps.add("settled");
            }

            @Override
            public void release() {
                steps.add("released");
            }
        });
    }

    @Override
    public CompletionStage<Void> send(Message message) {
        steps.add("sent " + new String(message.body(), StandardCharsets.UTF_8));
        return outcome;
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        handlers.put(source.address(), handler);
        return () -> handlers.remove(source.address());
    }

    @Override
    public void provideQueue(String address) {
        throw new UnsupportedOperationException();
    }
}
