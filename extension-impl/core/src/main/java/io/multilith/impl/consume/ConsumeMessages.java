package io.multilith.impl.consume;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface ConsumeMessages {
    ConsumeMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ConsumeMessages.class);

    @Message(id = 450, value = "@Consume on %s takes %d parameters. Fix: take one, for the message: a Message, byte[], String, or any type that its JSON fits.")
    String notOneParameter(String method, int count);

    @Message(id = 451, value = "@Consume on %s names the address \"%s\", which is Multilith's own. Fix: use another; taken are %s.")
    String ownAddress(String method, String address, String taken);

    @Message(id = 452, value = "@Consume on %s names no address. Fix: @Consume(\"<queue>\").")
    String noAddress(String method);
}
