package io.multilith.impl.rpc;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface RpcMessages {
    RpcMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), RpcMessages.class);

    @Message(id = 300, value = "Two methods named %s carry @Rpc: %s and %s. Fix: rename one; callers know a method by its name only.")
    String sameMethodName(String name, String first, String second);

    @Message(id = 301, value = "@RemoteService(\"%s\") %s is not an interface. Fix: declare an interface with the methods to call.")
    String notAnInterface(String service, String type);

    @Message(id = 302, value = "An answer could not be sent to %s: %s")
    String answerNotSent(String address, String reason);

    @Message(id = 303, value = "The result of %s cannot be written as JSON, error id %s")
    String resultNotWritable(String method, String errorId);

    @Message(id = 304, value = "A request to %s failed, error id %s")
    String requestFailed(String name, String errorId);
}
