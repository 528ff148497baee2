package io.multilith.impl.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;

/** Takes every message and fails it. */
final class BrokenBus implements MessageBus {
    /** Nobody is being called. */
    static final Workers NO_CALLS = new Workers() {
        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Invocation> current() {
            return Optional.empty();
        }
    };

    final List<Message> sent = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Void> send(Message message) {
        sent.add(message);
        return CompletableFuture.failedStage(new MessagingException.Refused("the disk is full"));
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void provideQueue(String address) {
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
}
