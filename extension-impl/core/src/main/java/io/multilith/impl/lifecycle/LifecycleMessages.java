package io.multilith.impl.lifecycle;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface LifecycleMessages {
    LifecycleMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), LifecycleMessages.class);

    @Message(id = 50, value = "@OnStart on %s takes parameters. Fix: take none.")
    String takesParameters(String method);
}
