package io.multilith.impl.realtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

import org.jboss.logging.Logger;

/**
 * What one socket has joined and what waits to be sent to it: one frame is on its way at a time, the others queue. A
 * socket whose queue stays over a limit is closed as slow, and holds up nobody. Thread-safe.
 */
final class SocketWriter {
    private static final Logger LOG = Logger.getLogger(SocketWriter.class);
    private static final int HARD_FACTOR = 4;

    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Session session;
    private final SocketLimits limits;
    private long waitingBytes;
    private long overSinceNanos;
    private boolean sending;
    private boolean closed;

    SocketWriter(Session session, SocketLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    Set<String> topics() {
        return topics;
    }

    /** From the acknowledgement on, and not before, the socket gets what is told under the topics. */
    void join(Set<String> added, String acknowledgement) {
        synchronized (this) {
            topics.addAll(added);
            send(acknowledgement);
        }
    }

    void send(String frame) {
        boolean isSlow;
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.add(frame);
            waitingBytes += frame.length();
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
            frame = waiting.poll();
            if (frame == null) {
                sending = false;
                return;
            }
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
