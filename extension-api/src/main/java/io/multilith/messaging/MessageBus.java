package io.multilith.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Looks at the messages that wait in a queue; they stay where they are. Those that a receiver has already, unsettled, may be
     * among them or not.
     *
     * @param address
     *     the queue's address
     * @param headers
     *     text headers that a message must have; empty: any message
     * @param limit
     *     how many at most
     * @return in the order in which they would be received
     */
    CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit);

    /**
     * Looks at the messages that wait in a queue, as {@link #browse(String, Map, int)} does, and keeps no more of each body than
     * is wanted, so that many large messages can be counted and shown.
     *
     * @param address
     *     the queue's address
     * @param headers
     *     text headers that a message must have; empty: any message
     * @param limit
     *     how many at most
     * @param bodyLimit
     *     bytes of each body, from its beginning; 0: none
     * @return in the order in which they would be received
     */
    default CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit,
            int bodyLimit) {
        return browse(address, headers, limit)
                .thenApply(found -> found.stream().map(message -> message.withBodyOf(bodyLimit)).toList());
    }

    /**
     * Takes one message out of a queue ahead of its turn.
     *
     * @param address
     *     the queue's address
     * @param headers
     *     text headers that it must have, at least one
     * @return the first such message, to be settled soon: it holds a receiver of its own until then; empty when none waits
     */
    CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers);
}
