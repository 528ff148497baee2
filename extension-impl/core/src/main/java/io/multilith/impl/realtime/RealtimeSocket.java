package io.multilith.impl.realtime;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import org.jboss.logging.Logger;

/** One socket; the server makes an instance for each. Open Liberty injects only into an endpoint that is a bean. */
@Dependent
@ServerEndpoint(value = "/realtime", configurator = Handshake.class)
public class RealtimeSocket {
    private static final Logger LOG = Logger.getLogger(RealtimeSocket.class);

    private OpenSocket socket;

    @Inject
    Sockets sockets;

    @OnOpen
    public void open(Session session) {
        var caller = Handshake.caller(session);
        socket = new OpenSocket(sockets, new SocketWriter(session, sockets.limits(), sockets.threads()),
                writer -> new SocketDialogue(writer, sockets.json(),
                        () -> new ZeroServicesProtocol(sockets, writer, caller),
                        () -> new CentrifugoProtocol(sockets, writer, caller)));
        sockets.add(socket);
    }

    @OnMessage
    public void receive(String piece, boolean last) {
        socket.receive(piece, last);
    }

    @OnMessage
    public void receive(PongMessage pong) {
        socket.heard();
    }

    @OnClose
    public void close() {
        sockets.remove(socket);
        socket.close();
    }

    @OnError
    public void fail(Throwable fault) {
        LOG.debug("A socket failed", fault);
    }
}
