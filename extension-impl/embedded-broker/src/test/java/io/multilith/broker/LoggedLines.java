package io.multilith.broker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the broker's own classes log while it is open, as {@code LEVEL message}. */
final class LoggedLines extends Handler {
    private static final Logger LOGGER = Logger.getLogger("io.multilith.broker");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedLines() {}

    static LoggedLines open() {
        var logged = new LoggedLines();
        LOGGER.addHandler(logged);
        return logged;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(logged.getLevel() + " " + logged.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
