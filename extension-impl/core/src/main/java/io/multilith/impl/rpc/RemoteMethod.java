package io.multilith.impl.rpc;

import java.lang.invoke.MethodType;
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
 * @param resultType
 *            of a waiting call: the class of the result, of a primitive one that of the object
 * @param direct
 *            whether the call may stay on its thread
 */
record RemoteMethod(String name, Style style, Type result, Class<?> resultType, Duration timeout, boolean direct) {

    enum Style {
        WAITING, PROMISING, ONE_WAY
    }

    static RemoteMethod of(Method method, Duration timeout, boolean direct) {
        var type = method.getGenericReturnType();
        if (method.isAnnotationPresent(OneWay.class)) {
            return new RemoteMethod(method.getName(), Style.ONE_WAY, type, void.class, timeout, false);
        }
        return isStage(method.getReturnType())
                ? new RemoteMethod(method.getName(), Style.PROMISING,
                        ((ParameterizedType) type).getActualTypeArguments()[0], Object.class, timeout, false)
                : new RemoteMethod(method.getName(), Style.WAITING, type,
                        MethodType.methodType(method.getReturnType()).wrap().returnType(), timeout, direct);
    }

    static boolean isStage(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class;
    }
}
