package io.multilith.impl.rpc;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.multilith.rpc.OneWay;

/**
 * How one method of a client interface calls its service.
 *
 * @param result
 *            what the answer is to be, without the stage that brings it
 */
record RemoteMethod(String name, Style style, Type result, Duration timeout) {

    enum Style {
        WAITING, PROMISING, ONE_WAY
    }

    static RemoteMethod of(Method method, Duration timeout) {
        var type = method.getGenericReturnType();
        if (method.isAnnotationPresent(OneWay.class)) {
            return new RemoteMethod(method.getName(), Style.ONE_WAY, type, timeout);
        }
        return isStage(method.getReturnType())
                ? new RemoteMethod(method.getName(), Style.PROMISING,
                        ((ParameterizedType) type).getActualTypeArguments()[0], timeout)
                : new RemoteMethod(method.getName(), Style.WAITING, type, timeout);
    }

    static boolean isStage(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class;
    }
}
