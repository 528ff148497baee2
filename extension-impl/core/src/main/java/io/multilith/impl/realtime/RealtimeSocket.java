package io.multilith.impl.realtime;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import org.jboss.logging.Logger;

/** One socket; the server makes an instance for each. Open Liberty injects only into an endpoint that is a bean. */
@Dependent
@ServerEndpoint(value = "/realtime", configurator = Handshake.class)
public class RealtimeSocket {
    private static final Logger LOG = Logger.getLogger(RealtimeSocket.class);

    private final StringBuilder frame = new StringBuilder();
    private int frameBytes;
    private int maxFrameBytes;
    private SocketWriter writer;
    private SocketProtocol protocol;

    @Inject
    Sockets sockets;
    @Inject
    SocketMethods methods;

    @OnOpen
    public void open(Session session) {
        maxFrameBytes = sockets.maxFrame();
        writer = new SocketWriter(session, sockets.limits());
        var caller = Handshake.caller(session);
        protocol = new SocketDialogue(sockets.json(), () -> new ZeroServicesProtocol(sockets, writer),
                () -> new CentrifugoProtocol(methods, writer, sockets.json(), caller, sockets.maxCalls()));
        sockets.add(writer);
    }

    /** Takes a frame in pieces and counts itself: Open Liberty knows of no limit, whatever it is told. */
    @OnMessage
    public void receive(String piece, boolean last) {
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

    @OnClose
    public void close(CloseReason reason) {
        sockets.remove(writer);
        writer.drop();
    }

    @OnError
    public void fail(Throwable fault) {
        LOG.debug("A socket failed", fault);
    }
}
