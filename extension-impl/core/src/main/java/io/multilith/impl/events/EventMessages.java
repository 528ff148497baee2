package io.multilith.impl.events;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface EventMessages {
    EventMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), EventMessages.class);

    @Message(id = 400, value = "@HandleEvent on %s takes %d parameters. Fix: take the event's data, or nothing.")
    String tooManyParameters(String method, int count);

    @Message(id = 401, value = "@HandleEvent on %s names no type. Fix: type = \"<source>.<what happened>\", or \"<source>.*\".")
    String noType(String method);

    @Message(id = 402, value = "@HandleEvent on %s has the source \"%s\", which is no name. Fix: the name of a service or collection: [a-z][a-z0-9-]*.")
    String badSource(String method, String source);

    @Message(id = 403, value = "An event for %s goes to %s after %d attempts: %s")
    String deadLetter(String handler, String address, int attempts, String reason);

    @Message(id = 404, value = "A dead letter could not be sent to %s and is tried again: %s")
    String deadLetterNotSent(String address, String reason);

    @Message(id = 405, value = "The event %s was not safe within %s.")
    String notSafeInTime(String type, String timeout);

    @Message(id = 406, value = "Two methods named %s carry @HandleEvent: %s and %s. Fix: rename one; the queue is named after it.")
    String sameMethodName(String name, String first, String second);

    @Message(id = 407, value = "There is no service to be the source of the event %s. Fix: inject the EventDispatcher into a @ServiceEntrypoint, or name the source: from(\"<service>\").dispatch(...).")
    String noSource(String type);
}
