package io.multilith.impl.delivery;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface DeliveryMessages {
    DeliveryMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), DeliveryMessages.class);

    @Message(id = 403, value = "A message for %s goes to %s after %d attempts, error id %s: %s")
    String deadLetter(String handler, String address, int attempts, String errorId, String reason);

    @Message(id = 404, value = "A dead letter could not be sent to %s and is tried again: %s")
    String deadLetterNotSent(String address, String reason);

    @Message(id = 406, value = "Two methods named %s are reached by messages: %s and %s. Fix: rename one; the queues are named after it.")
    String sameMethodName(String name, String first, String second);

    @Message(id = 430, value = "A message for %s goes to %s and is not tried again: %s")
    String refusedLetter(String handler, String address, String reason);

    @Message(id = 431, value = "The dead letters of %s did not answer within %s. Fix: try again when the broker can be reached.")
    String noAnswerInTime(String handler, String timeout);

    @Message(id = 432, value = "The process ended while the method ran, after the message had come %d times before.")
    String endedTheProcess(int times);

    @Message(id = 433, value = "The handling of a message with the key %s was broken off; it comes again with the next connection.")
    String brokenOff(String key);

    @Message(id = 434, value = "A message for %s could not be read.")
    String unreadable(String handler);
}
