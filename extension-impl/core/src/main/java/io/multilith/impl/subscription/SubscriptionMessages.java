package io.multilith.impl.subscription;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface SubscriptionMessages {
    SubscriptionMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SubscriptionMessages.class);

    @Message(id = 250, value = "The changes from %d to %d were forgotten before a follower was told of them. Fix: keep a longer history, multilith.resource.history.")
    String changesForgotten(long from, long to);

    @Message(id = 251, value = "The change log could not be read after %d; it is tried again every second.")
    String logUnreadable(long position);

    @Message(id = 252, value = "The records of %s cannot be reached: %s They are asked for again every second, and answered with 503 meanwhile.")
    String storeAway(String collection, String reason);

    @Message(id = 253, value = "The records of %s can be reached again.")
    String storeBack(String collection);

    @Message(id = 255, value = "A subscriber of %s failed and is told no more.")
    String subscriberFailed(String collection);

    @Message(id = 257, value = "The rule that says what may be read of %s failed, and shows its subscribers nothing until it answers. Fix: what its readable(Caller) throws.")
    String ruleFailed(String collection);

    @Message(id = 256, value = "The change log of %s was begun anew while it was followed; its followers go on from its beginning. Fix, unless its owner keeps it in memory and was restarted: stop the application before a backup is put back.")
    String logReplaced(String collection);

    @Message(id = 254, value = "A collection's store failed otherwise than by being away; it is looked at again in a second.")
    String storeBroken();
}
