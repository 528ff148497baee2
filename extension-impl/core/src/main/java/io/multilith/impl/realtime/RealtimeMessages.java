package io.multilith.impl.realtime;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface RealtimeMessages {
    RealtimeMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), RealtimeMessages.class);

    @Message(id = 600, value = "Two @SocketRpc methods are called \"%s\": %s and %s. Fix: rename one; a socket calls a method by its name alone.")
    String sameMethodName(String name, String first, String second);

    @Message(id = 601, value = "The result of %s cannot be written as JSON, error id %s")
    String resultNotWritable(String method, String errorId);

    @Message(id = 602, value = "A call over a socket failed, error id %s")
    String callFailed(String errorId);

    @Message(id = 603, value = "Sockets could not all be looked at; it is tried again in 2.5 seconds.")
    String lookFailed();
}
