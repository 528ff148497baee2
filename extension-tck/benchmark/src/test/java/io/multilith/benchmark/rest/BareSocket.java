package io.multilith.benchmark.rest;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The baseline: all that are open are told the same. Says so when one is: the handshake ends before that. */
@ServerEndpoint("/bare")
public class BareSocket {
    private static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();

    /** The asynchronous remote loses what is sent before it has told of the end of the message before. */
    static void broadcast(String text) {
        OPEN.forEach(session -> {
            try {
                session.getBasicRemote().sendText(text);
            } catch (IOException gone) {
                OPEN.remove(session);
            }
        });
    }

    @OnOpen
    public void open(Session session) throws IOException {
        OPEN.add(session);
        session.getBasicRemote().sendText("open");
    }

    @OnClose
    public void close(Session session) {
        OPEN.remove(session);
    }
}
