package io.multilith.impl.config;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface ConfigMessages {
    ConfigMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ConfigMessages.class);

    @Message(id = 900, value = "%s = \"%s\" is not %s. Fix: write it like the default, \"%s\", or take the key away.")
    String invalidValue(String key, String value, String type, String defaultText);

    @Message(id = 901, value = "The configuration key %s is not known. Fix: did you mean %s? Else take the key away.")
    String unknownKey(String key, String nearest);
}
