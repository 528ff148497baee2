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

    @Message(id = 305, value = "@OneWay is on %s, which returns %s. Fix: make it void, or take @OneWay away.")
    String oneWayWithResult(String method, String type);

    @Message(id = 306, value = "The result of %s cannot be told from %s. Fix: return a class, or CompletionStage or CompletableFuture of one.")
    String unclearResult(String method, String type);

    @Message(id = 307, value = "Two methods of the client interface are named alike: %s and %s. Fix: rename one; a service's methods are told apart by their names only.")
    String sameNameInClient(String first, String second);

    @Message(id = 308, value = "A request to %s wants its answer at %s, an address of Multilith's own, and is refused; so are all that name %s*. Fix: let that client give an address of its own.")
    String reservedReplyTo(String name, String address, String prefix);

    @Message(id = 309, value = "%s takes or returns a %s, which is of use in its own process only and cannot be sent. Fix: take and return values: records, texts, numbers, and collections of them.")
    String processBound(String method, String type);

    @Message(id = 310, value = "%d calls of collections still ran when the time to stop was over. Fix: raise multilith.lifecycle.stop-timeout, or make them end sooner.")
    String collectionsStillAsked(int count);
}
