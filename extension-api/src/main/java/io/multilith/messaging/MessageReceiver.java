package io.multilith.messaging;

/**
 * A running receiver. Survives the loss of the broker: it resumes when that is back.
 *
 * @since 0.1
 */
public interface MessageReceiver {

    /**
     * Takes no more messages; those already handed over may still be settled. A durable subscription stays.
     */
    void stop();
}
