package io.multilith.messaging;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Carries messages between services: within the process when the receiver is here, over the broker else. Thread-safe;
 * nothing blocks. Failures are {@link MessagingException}s.
 *
 * @since 0.1
 */
public interface MessageBus {

    /**
     * Sends a message.
     *
     * @param message
     *     what and where to
     * @return completes when the message is handed over, a durable one when it is safe
     */
    CompletionStage<Void> send(Message message);

    /**
     * Sends a message and waits for its answer. The answer is awaited before the message leaves; address and
     * correlation
     * id for it are set here.
     *
     * @param message
     *     the question
     * @param deadline
     *     when to stop waiting
     * @return the answer; to cancel its {@code CompletableFuture} ends the wait for it
     */
    CompletionStage<Message> request(Message message, Instant deadline);

    /**
     * Receives messages, from now on or as soon as the broker can be reached.
     *
     * @param source
     *     where from
     * @param handler
     *     called for each message on a thread that must not be blocked; settles it
     * @return the receiver
     */
    MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler);

    /**
     * Makes a queue exist, so that messages sent there are kept although nobody receives them yet.
     *
     * @param address
     *     the queue's address
     */
    void provideQueue(String address);
}
