package io.multilith.delivery;

import io.multilith.messaging.Message;

/**
 * Says what a message means to a method. Called for each message, at the same time for several, on a thread that must not
 * be blocked. Stateless.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MessageReader {

    /**
     * Reads a message.
     *
     * @param message
     *     one that is {@linkplain #wants wanted}, not larger than allowed
     * @return what to call the method with
     * @throws io.multilith.problem.ProblemException
     *     if it cannot be read; it is then a dead letter, with the problem as its reason
     */
    MessageCall read(Message message);

    /**
     * Whether the method is to be called at all. Looks at the headers only: the body may be of any size.
     *
     * @param message
     *     any
     * @return true unless overridden; false: it is settled and passed over
     */
    default boolean wants(Message message) {
        return true;
    }
}
