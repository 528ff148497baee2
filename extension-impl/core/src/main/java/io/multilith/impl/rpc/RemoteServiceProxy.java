package io.multilith.impl.rpc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.DeploymentProblems;
import io.multilith.rpc.RpcException;

/** Makes the client that {@code @RemoteService} injects: each method of the interface is a call by position. */
public final class RemoteServiceProxy implements InvocationHandler {
    private static final Object[] NONE = {};

    private final String service;
    private final RpcCaller caller;
    private final JsonCodec json;
    private final Map<String, String> headers;
    private final Map<Method, RemoteMethod> methods;

    private RemoteServiceProxy(Class<?> api, String service, ClientOptions options, RpcCaller caller, JsonCodec json) {
        this.service = service;
        this.caller = caller;
        this.json = json;
        this.headers = options.headers();
        this.methods = ClientInterface.methods(api).collect(Collectors.toUnmodifiableMap(method -> method,
                method -> RemoteMethod.of(method,
                        options.timeout().orElseGet(() -> caller.timeout(service, method.getName())),
                        caller.isDirect(service, method.getName()))));
    }

    /** Reports an injection point that cannot be served. */
    public static boolean check(Type type, String service, DeploymentProblems problems) {
        var found = ClientInterface.problems(type, service);
        found.forEach(problems::report);
        return found.isEmpty();
    }

    /** The names of the service's methods that an interface calls. */
    public static Stream<String> methodNames(Type type) {
        return type instanceof Class<?> api && api.isInterface()
                ? ClientInterface.methods(api).map(Method::getName)
                : Stream.empty();
    }

    public static Object create(Class<?> api, String service, RpcCaller caller, JsonCodec json) {
        return create(api, service, ClientOptions.NONE, caller, json);
    }

    static <T> T create(Class<T> api, String service, ClientOptions options, RpcCaller caller, JsonCodec json) {
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[]{api},
                new RemoteServiceProxy(api, service, options, caller, json)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return invokeObjectMethod(proxy, method, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        var remote = methods.get(method);
        return switch (remote.style()) {
            case WAITING -> waiting(remote, arguments == null ? NONE : arguments);
            case PROMISING -> promise(remote, arguments);
            case ONE_WAY -> {
                caller.sendAndWait(call(remote, arguments), remote.timeout());
                yield null;
            }
        };
    }

    private Object waiting(RemoteMethod remote, Object[] arguments) {
        var here = remote.direct()
                ? caller.direct(service, remote.name(), arguments)
                : Optional.<RpcMethod>empty();
        return here.isPresent()
                ? caller.callHere(here.get(), remote, arguments, headers)
                : RpcResult.decode(json, caller.call(call(remote, arguments), remote.timeout()), remote.result());
    }

    private RpcCall call(RemoteMethod remote, Object[] arguments) {
        return new RpcCall(service, remote.name(), RpcBody.positional(json, arguments == null ? NONE : arguments),
                headers);
    }

    private CompletableFuture<Object> promise(RemoteMethod remote, Object[] arguments) {
        try {
            var answer = caller.callAsync(call(remote, arguments), remote.timeout());
            var result = answer.thenApply(value -> RpcResult.decode(json, value, remote.result()));
            result.whenComplete((value, fault) -> {
                if (result.isCancelled()) {
                    answer.cancel(false);
                }
            });
            return result;
        } catch (RpcException refused) {
            return CompletableFuture.failedFuture(refused);
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
