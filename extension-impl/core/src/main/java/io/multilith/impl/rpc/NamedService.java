package io.multilith.impl.rpc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallHeader;
import io.multilith.impl.json.JsonCodec;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;

/** A client of a service known by its name only. */
record NamedService(String name, ClientOptions options, RpcCaller caller, JsonCodec json) implements ServiceClient {

    @Override
    public JsonValue call(String method, Object... arguments) {
        return caller.call(request(method, RpcBody.positional(json, arguments)), timeout(method));
    }

    @Override
    @SuppressWarnings("unchecked") // a class for a primitive type does not cast what is boxed
    public <T> T call(Class<T> type, String method, Object... arguments) {
        return (T) RpcResult.decode(json, call(method, arguments), type);
    }

    @Override
    public JsonValue callNamed(String method, Map<String, ?> arguments) {
        return caller.call(request(method, RpcBody.named(json, arguments)), timeout(method));
    }

    @Override
    public CompletableFuture<JsonValue> callAsync(String method, Object... arguments) {
        try {
            return caller.callAsync(request(method, RpcBody.positional(json, arguments)), timeout(method));
        } catch (RpcException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletionStage<Void> send(String method, Object... arguments) {
        try {
            return caller.send(request(method, RpcBody.positional(json, arguments)));
        } catch (RpcException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    @Override
    public ServiceClient withTimeout(Duration timeout) {
        return new NamedService(name, options.withTimeout(timeout), caller, json);
    }

    @Override
    public <T> ServiceClient with(CallHeader<T> header, T value) {
        return new NamedService(name, options.with(header, value), caller, json);
    }

    @Override
    public <T> T as(Class<T> api) {
        var problems = ClientInterface.problems(api, name);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return RemoteServiceProxy.create(api, name, options, caller, json);
    }

    private RpcCall request(String method, String body) {
        return new RpcCall(name, method, body, options.headers());
    }

    private Duration timeout(String method) {
        return options.timeout().orElseGet(() -> caller.timeout(name, method));
    }
}
