package io.multilith.impl.timer;

import java.lang.invoke.MethodHandles;

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
}
