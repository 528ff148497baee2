package io.multilith.impl.resource;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface ResourceMessages {
    ResourceMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ResourceMessages.class);

    @Message(id = 230, value = "The collection %1$s is kept in memory here and by node %2$s, each with records of its own; the later one is not ready while the other runs. Fix: multilith.placement.%1$s = remote or auto, or a backend that both share.")
    String keptTwice(String collection, String node);
}
