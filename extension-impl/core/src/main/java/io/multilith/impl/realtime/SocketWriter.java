package io.multilith.impl.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.concurrent.WaitingFrames;

/**
 * What waits to be sent to one socket: one frame is on its way at a time, the others queue. A socket whose queue stays over a
 * limit is closed as slow, and holds up nobody. Thread-safe.
 */
final class SocketWriter {
    private static final Logger LOG = Logger.getLogger(SocketWriter.class);

    private final Session session;
    private final WaitingFrames waiting;
    private final Executor threads;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
    private boolean sending;
    private boolean closed;
    private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

    /**
     * Makes it.
     *
     * @param threads
     *            on which the session is closed: the server may wait for the peer then
     */
    SocketWriter(Session session, SendLimits limits, Executor threads) {
        this.session = session;
        this.waiting = new WaitingFrames(limits);
        this.threads = threads;
    }

    void send(String frame) {
        send(() -> waiting.add(frame));
    }

    /** In place of what waits and is the same thing, older. */
    void sendLatest(String of, String frame) {
        send(() -> waiting.addLatest(of, frame));
    }

    /** What the peer waits for, however much it is. */
    void answer(String frame) {
        send(() -> waiting.addAnswer(frame));
    }

    private void send(Runnable add) {
        boolean isSlow;
        synchronized (this) {
            if (closed) {
                return;
            }
            add.run();
            isSlow = waiting.isTooSlow();
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

    /** Closes a socket that has been slow for too long, also when nothing more is sent to it. */
    void look() {
        boolean isSlow;
        synchronized (this) {
            isSlow = !closed && waiting.isTooSlow();
        }
        if (isSlow) {
            close(SocketEnds.SLOW);
        }
    }

    /** Ends when the peer has taken most of what it asked for, or is gone. */
    synchronized CompletableFuture<Void> room() {
        if (room.isDone() && !closed && !waiting.hasRoom()) {
            room = new CompletableFuture<>();
        }
        return room;
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
        room.complete(null);
    }

    /** Once, and elsewhere: who closes may be about to tell others. Completes when the session is closed. */
    synchronized CompletableFuture<Void> close(CloseReason reason) {
        if (!closed) {
            drop();
            end = CompletableFuture.runAsync(() -> closeSession(reason), threads);
        }
        return end;
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A socket was gone before it was closed", gone);
        }
    }

    private void sendNext() {
        Optional<String> frame;
        synchronized (this) {
            frame = waiting.poll();
            if (frame.isEmpty()) {
                sending = false;
                return;
            }
            if (waiting.hasRoom()) {
                room.complete(null);
            }
        }
        try {
            session.getAsyncRemote().sendText(frame.get(), this::sent);
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
}
