package io.multilith.impl.realtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.websocket.CloseReason;

/** One socket: puts its frames together, and knows when its peer was heard of last. Frames come one at a time. */
final class OpenSocket {
    private static final Duration PONG_TIME = Duration.ofSeconds(10);

    private final StringBuilder frame = new StringBuilder();
    private final SocketWriter writer;
    private final SocketProtocol protocol;
    private final int maxFrameBytes;
    private final long pingNanos;
    private int frameBytes;
    private volatile long heardNanos = System.nanoTime();
    private volatile long pingedNanos = heardNanos;

    OpenSocket(Sockets sockets, SocketWriter writer, Function<SocketWriter, SocketProtocol> protocol) {
        this.writer = writer;
        this.protocol = protocol.apply(writer);
        this.maxFrameBytes = sockets.maxFrame();
        this.pingNanos = sockets.pingAfter().toNanos();
    }

    /** Takes a frame in pieces and counts itself: Open Liberty knows of no limit, whatever it is told. */
    void receive(String piece, boolean last) {
        heard();
        frameBytes += piece.getBytes(StandardCharsets.UTF_8).length;
        if (frameBytes > maxFrameBytes) {
            writer.close(SocketEnds.TOO_BIG);
            return;
        }
        frame.append(piece);
        if (last) {
            var whole = frame.toString();
            frame.setLength(0);
            frameBytes = 0;
            protocol.receive(whole);
        }
    }

    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Asks a peer now and then whether it is there, as it waits for that, and gives up one that says nothing at all. */
    void look() {
        writer.look();
        var now = System.nanoTime();
        if (now - heardNanos > pingNanos + PONG_TIME.toNanos()) {
            end(SocketEnds.NO_PONG);
        } else if (now - pingedNanos > pingNanos) {
            pingedNanos = now;
            protocol.ping();
        }
    }

    /** Completes when it is closed. */
    CompletableFuture<Void> end(CloseReason reason) {
        var end = writer.close(reason);
        close();
        return end;
    }

    /** It is gone. */
    void close() {
        writer.drop();
        protocol.close();
    }
}
