package io.multilith.impl.realtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.json.JsonObject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

import io.multilith.impl.json.JsonCodec;

/** A socket whose client takes every frame at once. */
final class RecordingSession {
    private final JsonCodec json = new JsonCodec();
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final List<Integer> closed = new CopyOnWriteArrayList<>();

    Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            frames.add((String) arguments[0]);
            ((SendHandler) arguments[1]).onResult(new SendResult());
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> switch (method.getName()) {
            case "getAsyncRemote" -> remote;
            case "close" -> closed.add(((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    List<JsonObject> frames() {
        return frames.stream().map(frame -> json.parse(frame).asJsonObject()).toList();
    }

    /** The codes with which it was closed. */
    List<Integer> closed() {
        return closed;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type
                .cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (self, method, arguments) -> {
                    var result = handler.invoke(self, method, arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }
}
