package io.multilith.testing;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface TestingMessages {
    TestingMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), TestingMessages.class);

    @Message(id = 800, value = "A substitute for %s matches no injection point of %s. Fix: substitute one of %s, or take it away.")
    String unusedSubstitute(String type, String service, Object points);

    @Message(id = 801, value = "%s is injected nowhere in %s. Fix: ask for one of %s.")
    String unknownDependency(String type, String service, Object points);
}
