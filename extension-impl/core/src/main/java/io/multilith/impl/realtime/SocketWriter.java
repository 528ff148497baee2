package io.multilith.impl.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

import org.jboss.logging.Logger;

/**
 * What waits to be sent to one socket: one frame is on its way at a time, the others queue. A socket whose queue stays over a
 * limit is closed as slow, and holds up nobody. Thread-safe.
 */
final class SocketWriter {
    private static final Logger LOG = Logger.getLogger(SocketWriter.class);
    private static final int HARD_FACTOR = 4;

    /** By what they are the latest of, or a number of their own. */
    private final Map<Object, String> waiting = new LinkedHashMap<>();
    private final Session session;
    private final SocketLimits limits;
    private long sent;
    private long waitingBytes;
    private long overSinceNanos;
    private boolean sending;
    private boolean closed;

    SocketWriter(Session session, SocketLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    void send(String frame) {
        send(Optional.empty(), frame);
    }

    /** In place of what waits and is the same thing, older. */
    void sendLatest(String of, String frame) {
        send(Optional.of(of), frame);
    }

    private void send(Optional<String> latestOf, String frame) {
        boolean isSlow;
        synchronized (this) {
            if (closed) {
                return;
            }
            add(latestOf.isPresent() ? latestOf.get() : Long.valueOf(sent++), frame);
            isSlow = isTooSlow();
            if (sending && !isSlow) {
                return;
            }
            sending = true;
        }
        if (isSlow) {
            close(SocketEnds.SLOW);
        } else {
            sendNext();
        }
    }

    private void add(Object key, String frame) {
        var older = waiting.remove(key);
        waitingBytes += frame.length() - (older == null ? 0 : older.length());
        waiting.put(key, frame);
    }

    /** Unless a frame is on its way, which a peer that is gone does not take either. */
    void ping() {
        synchronized (this) {
            if (closed || sending) {
                return;
            }
        }
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A socket was gone before it was asked whether it is there", gone);
        }
    }

    /** The socket is gone: what waits, and what is still to come, is not sent. */
    synchronized void drop() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    void close(CloseReason reason) {
        drop();
        try {
            session.close(reason);
        } catch (IOException gone) {
            LOG.debug("A socket was gone before it was closed", gone);
        }
    }

    private void sendNext() {
        String frame;
        synchronized (this) {
            var first = waiting.entrySet().iterator();
            if (!first.hasNext()) {
                sending = false;
                return;
            }
            frame = first.next().getValue();
            first.remove();
            waitingBytes -= frame.length();
        }
        try {
            session.getAsyncRemote().sendText(frame, this::sent);
        } catch (IllegalStateException closed) {
            LOG.debug("A socket was gone before its frame was sent", closed);
            close(SocketEnds.SHUTDOWN);
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            sendNext();
        } else {
            LOG.debug("A frame could not be sent", result.getException());
            close(SocketEnds.SHUTDOWN);
        }
    }

    private boolean isTooSlow() {
        if (waiting.size() <= limits.messages() && waitingBytes <= limits.bytes()) {
            overSinceNanos = 0;
            return false;
        }
        var now = System.nanoTime();
        overSinceNanos = overSinceNanos == 0 ? now : overSinceNanos;
        return waitingBytes > (long) HARD_FACTOR * limits.bytes()
                || now - overSinceNanos > limits.slowAfter().toNanos();
    }
}
