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
     * Whether it is still this receiver's to settle. After the loss of the broker it is not: it will come again, so work that
     * has not begun should not.
     *
     * @return true unless it is known to be lost
     */
    default boolean isHeld() {
        return true;
    }

    /**
     * How often it was handed to a receiver before, without being settled; a process that dies at once may not be counted, one
     * given back is not.
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
