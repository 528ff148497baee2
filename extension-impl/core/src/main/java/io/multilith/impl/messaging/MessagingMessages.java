package io.multilith.impl.messaging;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface MessagingMessages {
    MessagingMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), MessagingMessages.class);

    @Message(id = 700, value = "The broker at %s cannot be reached. Fix: check that it runs, and amqp-host and amqp-port.")
    String brokerUnreachable(String broker);

    @Message(id = 701, value = "Nobody receives at %s. Fix: deploy the service, or correct its name.")
    String noReceiver(String address);

    @Message(id = 702, value = "No answer from %s by the deadline.")
    String noAnswer(String address);

    @Message(id = 703, value = "The connection to the broker was lost before %s answered.")
    String answerLost(String address);

    @Message(id = 704, value = "The broker refused a message to %s: %s.")
    String refused(String address, String outcome);

    @Message(id = 705, value = "The broker did not take a message to %s in time.")
    String notTaken(String address);

    @Message(id = 706, value = "No broker is configured, so messages stay in this process. Fix: to reach other processes set amqp-host, or add multilith-embedded-broker to the WAR.")
    String inProcessOnly();

    @Message(id = 707, value = "Connected to the broker at %s.")
    String connected(String broker);

    @Message(id = 708, value = "The connection to the broker at %s failed: %s. It is tried again until it works.")
    String connectionFailed(String broker, String reason);

    @Message(id = 709, value = "The channel %s has no address. Fix: set mp.messaging.%s.%s.address.")
    String channelWithoutAddress(String channel, String direction, String sameChannel);

    @Message(id = 710, value = "The handler of a message from %s broke, and the message is passed over. Fix: report it, with the log.")
    String handlerBroke(String address);

    @Message(id = 711, value = "The broker did not let look into %s: %s. Fix: check that it may be received from, and that the broker knows selectors.")
    String notVisited(String address, String reason);
}
