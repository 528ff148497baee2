package io.multilith.impl.cdi;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what Multilith logs during a test, as {@code LEVEL message}. */
public final class LogRecords extends Handler implements BeforeEachCallback, AfterEachCallback {
    private static final Logger LOGGER = Logger.getLogger("io.multilith");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
        LOGGER.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LOGGER.removeHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(logged.getLevel() + " " + logged.getMessage());
        if (logged.getThrown() != null) {
            var trace = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(trace));
            traces.add(trace.toString());
        }
    }

    /** Forgets what was logged until now. */
    public void clear() {
        lines.clear();
        traces.clear();
    }

    /** The stack traces that were logged. */
    public List<String> traces() {
        return traces;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
