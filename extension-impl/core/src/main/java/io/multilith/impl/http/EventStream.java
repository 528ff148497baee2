package io.multilith.impl.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.concurrent.WaitingFrames;

/**
 * One stream of server-sent events. Writes only what the container takes without blocking, the rest waits; one that lags for too
 * long is ended, and its client comes back for what it missed. Thread-safe.
 */
final class EventStream implements WriteListener, AsyncListener {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final String RETRY = "retry: 2000\n\n";
    private static final String COMMENT = ":\n\n";

    private final WaitingFrames waiting;
    private final Consumer<EventStream> closed;
    private Iterator<String> beginning = List.<String>of().iterator();
    private Runnable leave = () -> {};
    private Optional<AsyncContext> exchange = Optional.empty();
    private ServletOutputStream out;
    private boolean ready;
    private boolean progressed = true;
    private boolean unflushed;
    private boolean broken;
    private boolean ended;

    /**
     * @param closed
     *            told of the end
     */
    EventStream(SendLimits limits, Consumer<EventStream> closed) {
        this.waiting = new WaitingFrames(limits);
        this.closed = closed;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** How what it is told of is left at its end; besides what was said before. */
    void leaveBy(Runnable end) {
        synchronized (this) {
            var before = leave;
            leave = () -> {
                before.run();
                end.run();
            };
            if (!ended) {
                return;
            }
        }
        end.run();
    }

    /** Takes over the answer. */
    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(EventStreams.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Accept");
        response.flushBuffer(); // Open Liberty keeps back what is written first to an answer that has not begun
        var async = request.startAsync();
        async.setTimeout(0);
        async.addListener(this);
        synchronized (this) {
            exchange = Optional.of(async);
            out = response.getOutputStream();
            if (ended) {
                async.complete();
                return;
            }
        }
        out.setWriteListener(this);
    }

    /** With what comes ahead of all that is sent, however much it is. */
    synchronized void begin(Stream<String> frames) {
        beginning = Stream.concat(Stream.of(RETRY), frames).iterator();
    }

    /** Ends one that has taken nothing since the last time although something waits: its client is gone. */
    void keepAlive() {
        synchronized (this) {
            if (progressed || (waiting.isEmpty() && !beginning.hasNext())) {
                progressed = false;
                waiting.add(COMMENT);
            } else {
                progressed = false;
                broken = true;
            }
        }
        write();
    }

    void send(String frame) {
        synchronized (this) {
            waiting.add(frame);
            broken |= waiting.isTooSlow();
        }
        write();
    }

    /** Not before it is called may anything be written. */
    @Override
    public void onWritePossible() {
        synchronized (this) {
            ready = true;
        }
        write();
    }

    /** What is told of its end may hold what waits for this stream: it is told without the lock. */
    private void write() {
        synchronized (this) {
            if (ended) {
                waiting.clear();
                return;
            }
            if (ready && !broken) {
                writeWhatIsTaken();
            }
            if (!broken) {
                return;
            }
        }
        end();
    }

    private void writeWhatIsTaken() {
        try {
            while (out.isReady()) {
                var frame = next();
                if (frame.isPresent()) {
                    out.write(frame.get().getBytes(StandardCharsets.UTF_8));
                    progressed = true;
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A stream of events broke", gone);
            broken = true;
        }
    }

    private Optional<String> next() {
        return beginning.hasNext() ? Optional.of(beginning.next()) : waiting.poll();
    }

    /** Ends it; its client connects again. */
    void end() {
        Runnable left;
        Optional<AsyncContext> open;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            left = leave;
            open = exchange;
        }
        left.run();
        closed.accept(this);
        try {
            open.ifPresent(AsyncContext::complete);
        } catch (IllegalStateException over) {
            LOG.debug("A stream of events was over already", over);
        }
    }

    @Override
    public void onError(Throwable gone) {
        LOG.debug("A stream of events broke", gone);
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Only once.
    }
}
