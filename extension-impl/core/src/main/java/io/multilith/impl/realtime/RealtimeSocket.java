package io.multilith.impl.realtime;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import org.jboss.logging.Logger;

/** One socket; the server makes an instance for each. */
@ServerEndpoint("/realtime")
public class RealtimeSocket {
    private static final Logger LOG = Logger.getLogger(RealtimeSocket.class);

    @Inject
    Sockets sockets;

    private SocketWriter writer;
    private ZeroServicesProtocol protocol;

    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(sockets.maxFrame());
        writer = new SocketWriter(session, sockets.limits());
        protocol = new ZeroServicesProtocol(sockets, writer);
        sockets.add(writer);
    }

    @OnMessage
    public void receive(String frame) throws IOException {
        protocol.receive(frame);
    }

    @OnClose
    public void close(CloseReason reason) {
        sockets.remove(writer);
    }

    @OnError
    public void fail(Throwable fault) {
        LOG.debug("A socket failed", fault);
    }
}
