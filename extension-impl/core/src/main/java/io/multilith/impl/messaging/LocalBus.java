package io.multilith.impl.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Carries messages within the process, by the rules of a broker: receivers of a queue compete, each subscription of a
 * topic gets a copy, what is released comes again, credit bounds what is under way. Nothing is written to disk.
 */
@Singleton
@Typed(LocalBus.class)
public class LocalBus implements MessageBus {
    private static final Logger LOG = Logger.getLogger(LocalBus.class);
    /** Nobody outside can guess it, so nobody outside can answer. */
    private final String answers = "local:" + UUID.randomUUID();

    private final Map<String, LocalQueue> queues = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LocalQueue>> topics = new ConcurrentHashMap<>();
    private final LongAdder unheard = new LongAdder();
    private final PendingAnswers pending;

    @Inject
    public LocalBus(WorkerThreads threads) {
        pending = new PendingAnswers(threads::after);
    }

    /** Says that there is no other bus. Called once, in place of the broker's start. */
    public void startAlone() {
        LOG.info(MESSAGES.inProcessOnly());
    }

    /** Whether that is the address to which answers within the process go. */
    public boolean isAnswerAddress(String address) {
        return address.equals(answers);
    }

    /** Whether somebody in this process receives from the queue of that address. */
    public boolean reaches(String address) {
        var queue = queues.get(address);
        return queue != null && queue.isReceived();
    }

    /** How many answers came late, twice or unasked, and were dropped. */
    public long droppedAnswers() {
        return pending.dropped();
    }

    @Override
    public CompletionStage<Void> send(Message message) {
        if (message.routing() == Routing.ANSWER) {
            answer(message);
        } else if (message.routing() == Routing.TOPIC) {
            publish(message);
        } else {
            queue(message.address()).offer(message);
        }
        return CompletableFuture.completedStage(null);
    }

    private void publish(Message message) {
        var subscriptions = topics.getOrDefault(message.address(), Map.of()).values();
        if (subscriptions.isEmpty()) {
            unheard.increment();
            LOG.debugf("Nobody has subscribed to %s, so its message is dropped, as %d were before", message.address(),
                    unheard.sum() - 1);
        }
        subscriptions.forEach(queue -> queue.offer(message));
    }

    /** How many messages to topics were dropped because nobody had subscribed. */
    public long unheard() {
        return unheard.sum();
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        var address = message.address();
        if (!reaches(address)) {
            return CompletableFuture.failedStage(
                    new MessagingException.NoReceiver(MESSAGES.noReceiver(address), queues.containsKey(address)));
        }
        var question = pending.register(address, deadline);
        send(message.withReplyTo(answers, question.id()));
        return question.answer();
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        if (source.routing() == Routing.QUEUE) {
            return queue(source.address()).receive(source.credit(), handler);
        }
        var subscriptions = topics.computeIfAbsent(source.address(), address -> new ConcurrentHashMap<>());
        if (source.subscription().isPresent()) {
            return subscriptions.computeIfAbsent(source.subscription().get(), name -> new LocalQueue())
                    .receive(source.credit(), handler);
        }
        var queue = new LocalQueue();
        var key = "copy:" + System.identityHashCode(queue);
        subscriptions.put(key, queue);
        var receiver = queue.receive(source.credit(), handler);
        return () -> {
            subscriptions.remove(key);
            receiver.stop();
        };
    }

    @Override
    public void provideQueue(String address) {
        queue(address);
    }

    @Override
    public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
        return CompletableFuture.completedStage(
                queue(address).browse(message -> QueueVisit.has(message, headers), limit));
    }

    @Override
    public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
        return CompletableFuture.completedStage(queue(address).take(message -> QueueVisit.has(message, headers)));
    }

    /** To whoever asked here, or to a queue of the asker's own; dropped when that is not there. */
    private void answer(Message message) {
        if (isAnswerAddress(message.address())) {
            pending.complete(message);
        } else {
            Optional.ofNullable(queues.get(message.address())).ifPresent(queue -> queue.offer(message));
        }
    }

    private LocalQueue queue(String address) {
        return queues.computeIfAbsent(address, name -> new LocalQueue());
    }
}
