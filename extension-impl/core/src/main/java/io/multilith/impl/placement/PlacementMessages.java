package io.multilith.impl.placement;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface PlacementMessages {
    PlacementMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), PlacementMessages.class);

    @Message(id = 950, value = "An observer of %s failed; the next one is told all the same.")
    String observerFailed(String event);
}
