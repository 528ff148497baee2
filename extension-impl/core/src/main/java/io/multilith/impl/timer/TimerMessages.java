package io.multilith.impl.timer;

import java.lang.invoke.MethodHandles;
import java.util.Collection;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface TimerMessages {
    TimerMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), TimerMessages.class);

    @Message(id = 100, value = "@Timer on %s takes parameters. Fix: take none.")
    String takesParameters(String method);

    @Message(id = 101, value = "@Timer on %s has every = \"%s\" and cron = \"%s\". Fix: give one of them: a duration such as PT5S, or five fields such as \"0 3 * * *\".")
    String unclearSchedule(String method, String every, String cron);

    @Message(id = 102, value = "@Timer on %s has lease = \"%s\", which is no collection of this application. Fix: name one of %s.")
    String unknownCollection(String method, String collection, Collection<String> known);

    @Message(id = 103, value = "A tick of %s is lost: %s")
    String tickLost(String lease, String reason);

    @Message(id = 104, value = "The lease of %s ended while it ran, so another node may run it too. Fix: see why the store could not be reached in time, or let it run less often.")
    String leaseLost(String lease);
}
