package io.multilith.impl.rpc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import jakarta.json.JsonValue;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.DeploymentProblems;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RpcException;

/** Makes the client that {@code @RemoteService} injects: each method of the interface is a call by position. */
public final class RemoteServiceProxy implements InvocationHandler {
    private final String service;
    private final RpcCaller caller;
    private final JsonCodec json;
    private final Duration timeout;

    private RemoteServiceProxy(String service, RpcCaller caller, JsonCodec json) {
        this.service = service;
        this.caller = caller;
        this.json = json;
        this.timeout = caller.timeout(service);
    }

    /** Reports an injection point that cannot be served. */
    public static boolean check(Type type, String service, DeploymentProblems problems) {
        var isInterface = type instanceof Class<?> raw && raw.isInterface();
        if (!isInterface) {
            problems.report(RpcMessages.MESSAGES.notAnInterface(service, type.getTypeName()));
        }
        return isInterface;
    }

    public static Object create(Class<?> api, String service, RpcCaller caller, JsonCodec json) {
        return Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[]{api},
                new RemoteServiceProxy(service, caller, json));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return invokeObjectMethod(proxy, method, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        var values = Optional.ofNullable(arguments).orElseGet(() -> new Object[0]);
        var body = Arrays.stream(values).map(json::encode).collect(Collectors.joining(",", "{\"args\":[", "]}"));
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            var type = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
            return caller.call(service, method.getName(), body, timeout).thenApply(value -> decode(value, type));
        }
        return decode(caller.callAndWait(service, method.getName(), body, timeout), method.getGenericReturnType());
    }

    private Object decode(JsonValue value, Type type) {
        try {
            return type == void.class || type == Void.class ? null : json.decode(value, type, "/result");
        } catch (ProblemException unfit) {
            throw RpcException.of(unfit.problem());
        }
    }

    private Object invokeObjectMethod(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "@RemoteService(\"" + service + "\")";
            default -> throw new AssertionError(method);
        };
    }
}
