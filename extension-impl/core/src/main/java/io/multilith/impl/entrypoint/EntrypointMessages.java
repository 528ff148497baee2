package io.multilith.impl.entrypoint;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface EntrypointMessages {
    EntrypointMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), EntrypointMessages.class);

    @Message(id = 120, value = "%s failed, error id %s")
    String callFailed(String method, String errorId);

    @Message(id = 121, value = "%s was refused: %s %s")
    String callRefused(String method, String kind, String detail);

    @Message(id = 122, value = "%d calls still ran when the time to stop was over.")
    String callsStillRunning(int count);

    @Message(id = 124, value = "The listener %s failed in %s of %s, error id %s")
    String listenerFailed(String listener, String step, String method, String errorId);

    @Message(id = 125, value = "The listener %s failed in teardown of %s; the result stands.")
    String teardownFailed(String listener, String method);

    @Message(id = 129, value = "%s failed at attempt %d of %d and is tried again, error id %s: %s")
    String attemptFailed(String method, int attempt, int limit, String errorId, String fault);

    @Message(id = 123, value = "There is no entrypoint \"%s\". Fix: use one of %s.")
    String unknownEntrypoint(String name, Object known);

    @Message(id = 126, value = "The entrypoint %s (%s) failed to start: %s. Fix: see the cause; the entrypoints before it are stopped again.")
    String startFailed(String name, String method, String cause);

    @Message(id = 127, value = "The entrypoint %s (%s) failed to stop; the others are stopped all the same.")
    String stopFailed(String name, String method);

    @Message(id = 128, value = "@DefaultValue(\"%s\") of %s of %s is no value of its type. Fix: give a text as it is, everything else as JSON.")
    String unfitDefault(String text, String parameter, String method);
}
