package io.multilith.benchmark.rest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The baseline: all that are open are told the same. */
@ServerEndpoint("/bare")
public class BareSocket {
    private static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();

    static void broadcast(String text) {
        OPEN.forEach(session -> session.getAsyncRemote().sendText(text, sent -> {}));
    }

    @OnOpen
    public void open(Session session) {
        OPEN.add(session);
    }

    @OnClose
    public void close(Session session) {
        OPEN.remove(session);
    }
}
