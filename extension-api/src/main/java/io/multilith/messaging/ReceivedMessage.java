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
     * How often it was handed to a receiver before, without being settled; a process that dies at once may not be counted.
     *
     * @return 0 at first
     */
    int deliveryCount();

    /**
     * Settles it as done: it will not come again.
     */
    void accept();

    /**
     * Gives it back unhandled; another receiver, or this one, gets it again.
     */
    void release();
}
