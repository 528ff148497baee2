package io.multilith.impl.http;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface HttpMessages {
    HttpMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), HttpMessages.class);

    @Message(id = 500, value = "A request failed, error id %s")
    String requestFailed(String errorId);
}
