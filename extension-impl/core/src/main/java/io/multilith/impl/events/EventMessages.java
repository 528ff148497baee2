package io.multilith.impl.events;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface EventMessages {
    EventMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), EventMessages.class);

    @Message(id = 400, value = "@HandleEvent on %s takes %d parameters, of which two are of a kind. Fix: take the event's data, the Event, both, or nothing.")
    String unclearParameters(String method, int count);

    @Message(id = 401, value = "@HandleEvent on %s names no type. Fix: type = \"<source>.<what happened>\", or \"<source>.*\".")
    String noType(String method);

    @Message(id = 402, value = "@HandleEvent on %s has the source \"%s\", which is no name. Fix: the name of a service or collection: [a-z][a-z0-9-]*.")
    String badSource(String method, String source);

    @Message(id = 405, value = "The event %s was not safe within %s.")
    String notSafeInTime(String type, String timeout);

    @Message(id = 407, value = "There is no service to be the source of the event %s. Fix: inject the EventDispatcher into a @ServiceEntrypoint, or name the source: from(\"<service>\").dispatch(...).")
    String noSource(String type);

    @Message(id = 408, value = "@HandleEvent on %s has the type \"%s\", which is none. Fix: letters, digits, - and _ between dots, at the end perhaps .*; or * for all.")
    String badType(String method, String type);

    @Message(id = 409, value = "@HandleEvent on %s names no source. Fix: source = \"<service or collection>\".")
    String noSourceNamed(String method);

    @Message(id = 410, value = "\"%s\" cannot be the source of an event. Fix: the name of a service or collection: [a-z][a-z0-9-]*.")
    String notASource(String source);

    @Message(id = 411, value = "\"%s\" cannot be the type of an event. Fix: letters, digits, - and _ between dots.")
    String notAType(String type);

    @Message(id = 412, value = "\"%s\" cannot be an extension of an event. Fix: lower-case letters and digits, no attribute of CloudEvents itself.")
    String notAnExtension(String name);

    @Message(id = 413, value = "Events of a transaction are sent after its commit. Should the process end in between, they are lost.")
    String sentAfterCommit();

    @Message(id = 414, value = "The event %s of %s was not sent after the commit and is lost: %s")
    String lostAfterCommit(String id, String type, String reason);

    @Message(id = 415, value = "Events wait in the outbox, because %s. They are sent in order when that is over.")
    String outboxWaits(String reason);

    @Message(id = 416, value = "The events of the outbox are sent again.")
    String outboxDrains();

    @Message(id = 417, value = "The event %s of type %s from %s about \"%s\" was refused %d times: %s. It and the events after it of the same subject wait in the outbox; others are sent. Fix: let the broker take it, or delete its row in the outbox.")
    String eventRefused(String id, String type, String source, String subject, int times, String reason);

    @Message(id = 418, value = "A watcher of events failed on one of type %s; it is shown the next one all the same.")
    String watcherFailed(String type);
}
