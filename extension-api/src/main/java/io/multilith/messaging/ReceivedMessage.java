package io.multilith.messaging;

/**
 * A message that was received and must be settled once. Thread-safe.
 *
 * @since 0.1
 */
public interface ReceivedMessage {

    /**
     * What was received.
     *
     * @return the message
     */
    Message message();

    /**
     * Settles it as done: it will not come again.
     */
    void accept();

    /**
     * Gives it back unhandled; another receiver, or this one, gets it again.
     */
    void release();
}
