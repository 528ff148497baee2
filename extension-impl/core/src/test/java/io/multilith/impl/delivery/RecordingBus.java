package io.multilith.impl.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;

/** Keeps what is sent, and is away as often as the test says. */
final class RecordingBus implements MessageBus {
    final Map<String, Consumer<ReceivedMessage>> handlers = new ConcurrentHashMap<>();
    final List<Message> sent = new CopyOnWriteArrayList<>();
    final List<Message> letters = new CopyOnWriteArrayList<>();
    final AtomicInteger faults = new AtomicInteger();
    final AtomicInteger faultsOnceStored = new AtomicInteger();
    final AtomicInteger overlooked = new AtomicInteger();
    volatile CompletableFuture<Void> taking = CompletableFuture.completedFuture(null);
    final List<String> provided = new CopyOnWriteArrayList<>();
    int stopped;

    @Override
    public CompletionStage<Void> send(Message message) {
        return answer(() -> {
            sent.add(message);
            letters.add(message);
            return null;
        }).thenCompose(stored -> isNext(faultsOnceStored) ? away() : CompletableFuture.completedStage(null));
    }

    /** Fails as often as it is told. */
    private <T> CompletionStage<T> answer(Supplier<T> answer) {
        return isNext(faults) ? away() : CompletableFuture.completedStage(answer.get());
    }

    private static boolean isNext(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static <T> CompletionStage<T> away() {
        return CompletableFuture.failedStage(new MessagingException.BrokerUnavailable("away"));
    }

    private List<Message> letters(String address, Map<String, String> headers) {
        return letters.stream().filter(letter -> letter.address().equals(address)
                && letter.headers().entrySet().containsAll(headers.entrySet())).toList();
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> receiver) {
        handlers.put(source.address(), receiver);
        return () -> stopped++;
    }

    @Override
    public void provideQueue(String address) {
        provided.add(address);
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
        return answer(() -> letters(address, headers).stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
        return taking.thenCompose(begin -> answer(() -> isNext(overlooked)
                ? Optional.empty()
                : letters(address, headers).stream().findFirst().filter(letters::remove)
                        .map(letter -> new PlayedMessage(letter, 0))));
    }
}
