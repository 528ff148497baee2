package io.multilith.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps Artemis' chatter out of the log: warnings and errors only, no audit log, nothing about a client that went away, and
 * no failure that is reported as a problem of ours.
 * <p>
 * A logger that somebody set finer than INFO is left alone, and {@link #restore()} takes back what {@link #quieten()} did. Each
 * logger is named, because Open Liberty gives every logger a level of its own, and held, because
 * {@code java.util.logging} forgets the level of a logger nobody holds. Not thread-safe.
 */
final class BrokerLogs {

    private static final List<String> SPEAKING = List.of("org.apache.activemq",
            "org.apache.activemq.artemis.core.client",
            "org.apache.activemq.artemis.core.server", "org.apache.activemq.artemis.journal",
            "org.apache.activemq.artemis.utils", "org.apache.activemq.artemis.protocol.amqp");
    private static final List<String> AUDIT = List.of("org.apache.activemq.audit", "org.apache.activemq.audit.base",
            "org.apache.activemq.audit.message", "org.apache.activemq.audit.resource");
    private static final Set<String> CLIENT_GONE = Set.of("AMQ212037", "AMQ222061", "AMQ222107");
    private static final Set<String> REPORTED_BY_US = Set.of("AMQ222010", "AMQ224000", "AMQ224097", "AMQ224104");
    private static final int ID_LENGTH = 9;

    private final List<Runnable> undo = new ArrayList<>();

    void quieten() {
        SPEAKING.forEach(name -> quieten(Logger.getLogger(name), Level.WARNING));
        AUDIT.forEach(name -> quieten(Logger.getLogger(name), Level.OFF));
    }

    void restore() {
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private void quieten(Logger logger, Level level) {
        if (logger.isLoggable(Level.CONFIG)) {
            return;
        }
        var levelBefore = logger.getLevel();
        var filterBefore = logger.getFilter();
        undo.add(() -> {
            logger.setLevel(levelBefore);
            logger.setFilter(filterBefore);
        });
        logger.setLevel(level);
        if (filterBefore == null) {
            logger.setFilter(BrokerLogs::isNews);
        }
    }

    private static boolean isNews(LogRecord entry) {
        var message = entry.getMessage();
        if (message == null || message.length() < ID_LENGTH) {
            return true;
        }
        var id = message.substring(0, ID_LENGTH);
        return !CLIENT_GONE.contains(id) && !REPORTED_BY_US.contains(id);
    }
}
