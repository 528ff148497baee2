package io.multilith.broker;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Everything the embedded broker says, ML0750 to ML0799. */
@MessageLogger(projectCode = "ML", length = 4)
@ValidIdRange(min = 750, max = 799)
interface EmbeddedBrokerMessages extends BasicLogger {

    EmbeddedBrokerMessages MESSAGES = Logger.getMessageLogger(MethodHandles.lookup(), EmbeddedBrokerMessages.class,
            "io.multilith.broker");

    @Message(id = 750, value = "The embedded broker cannot listen on 127.0.0.1:%d: the port is taken. "
            + "Fix: set amqp-host (and amqp-port) to an existing broker, or amqp-port to a free port.")
    EmbeddedBrokerException portTaken(int port, @Cause Throwable cause);

    @Message(id = 751, value = "The embedded broker cannot store messages in %s: %s. "
            + "Fix: make the directory writable, or set multilith.embedded-broker.directory to one that is.")
    EmbeddedBrokerException directoryUnusable(String directory, String reason, @Cause Throwable cause);

    @Message(id = 752, value = "The embedded broker's directory %s is in use by another broker. "
            + "Fix: stop the other application, or give each its own multilith.embedded-broker.directory and amqp-port.")
    EmbeddedBrokerException directoryInUse(Path directory, @Cause Throwable cause);

    @Message(id = 753, value = "The embedded broker did not start with its store %s: %s. "
            + "Fix: delete that directory if its messages may be lost, or set amqp-host to an existing broker.")
    EmbeddedBrokerException didNotStart(Path directory, String reason, @Cause Throwable cause);

    @Message(id = 754, value = "The embedded broker on 127.0.0.1:%d did not deliver a test message within %d s: %s. "
            + "Fix: look for AMQ messages above this line, or set amqp-host to an existing broker.")
    EmbeddedBrokerException selfTestFailed(int port, long seconds, String reason, @Cause Throwable cause);

    @Message(id = 755, value = "amqp-port is \"%s\". Fix: set amqp-port to a number from 1 to 65535.")
    EmbeddedBrokerException invalidPort(String value);

    @Message(id = 756, value = "The embedded broker stopped, its store %s is broken: %s. "
            + "Fix: free or repair the disk, then restart the application.")
    String storeBroken(Path directory, String reason);

    @Message(id = 757, value = "The embedded broker refuses messages, the disk of %s is full. "
            + "Fix: free disk space; the broker goes on by itself.")
    String diskFull(Path directory);

    @Message(id = 758, value = "The embedded broker is not running. Fix: restart the application.")
    String notRunning();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = Message.NONE, value = "%s")
    void failed(String problem, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 759, value = "No amqp-host is configured: the embedded broker listens on 127.0.0.1:%d and stores messages "
            + "in %s (started in %d ms).")
    void started(int port, Path directory, long milliseconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 760, value = "The embedded broker on 127.0.0.1:%d is stopped.")
    void stopped(int port);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 761, value = "The embedded broker on 127.0.0.1:%d did not stop cleanly.")
    void didNotStopCleanly(int port, @Cause Throwable cause);
}
