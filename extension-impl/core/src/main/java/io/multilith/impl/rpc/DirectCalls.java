package io.multilith.impl.rpc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

/**
 * The {@code @Rpc} methods of this process, for calls that the configuration allows to stay on their caller's thread: what
 * is passed is not written as JSON, so nothing that can change may be passed. All else goes over the bus.
 */
@Singleton
public class DirectCalls {
    private final Map<String, Map<String, RpcMethod>> methods = new ConcurrentHashMap<>();

    void add(RpcMethod method) {
        methods.computeIfAbsent(method.method().service(), service -> new ConcurrentHashMap<>())
                .put(method.method().name(), method);
    }

    /** The method, if it takes calls now and these arguments as they are. */
    Optional<RpcMethod> find(String service, String name, Object[] arguments) {
        var method = methods.getOrDefault(service, Map.of()).get(name);
        return method != null && method.isOpen() && takes(method, arguments) ? Optional.of(method) : Optional.empty();
    }

    private static boolean takes(RpcMethod method, Object[] arguments) {
        var types = method.parameterTypes();
        return types.length == arguments.length && !method.returnsStage()
                && IntStream.range(0, types.length).allMatch(i -> takes(types[i], arguments[i]))
                && Arrays.stream(arguments).allMatch(ImmutableValues::contains);
    }

    /** A number of another type is left to JSON, which converts it; so is a null, which it may refuse. */
    private static boolean takes(Class<?> type, Object argument) {
        return type.isInstance(argument);
    }
}
