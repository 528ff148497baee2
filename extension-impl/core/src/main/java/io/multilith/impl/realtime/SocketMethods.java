package io.multilith.impl.realtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.ResultWriter;
import io.multilith.impl.query.NamedRequest;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceDispatcher;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/** The methods that sockets may call, by {@code service.method}. Thread-safe. */
@ApplicationScoped
public class SocketMethods {
    private final Map<String, SocketMethod> methods = new ConcurrentHashMap<>();
    private final Workers workers;
    private final ResourceDispatcher resources;
    private final WorkerThreads threads;
    private final ResultWriter results;

    /** For the client proxy only. */
    protected SocketMethods() {
        this(null, null, null, null);
    }

    @Inject
    public SocketMethods(Workers workers, ResourceDispatcher resources, WorkerThreads threads, JsonCodec json) {
        this.workers = workers;
        this.resources = resources;
        this.threads = threads;
        this.results = new ResultWriter(json, MESSAGES::resultNotWritable);
    }

    /** The method that has the name already, if any. */
    Optional<SocketMethod> add(SocketMethod method) {
        return Optional.ofNullable(methods.putIfAbsent(method.method().qualifiedName(), method));
    }

    /**
     * Calls what {@code {"method", "data"}} names.
     *
     * @return the result as JSON text, or a {@link ProblemException}
     */
    CompletionStage<String> call(JsonObject request, SocketCaller caller) {
        var name = name(request);
        var data = request.getOrDefault("data", JsonValue.NULL);
        var method = methods.get(name);
        return method == null ? operate(name, data, caller) : call(method, data, caller);
    }

    private static String name(JsonObject request) {
        if (request.get("method") instanceof JsonString name) {
            return name.getString();
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "The command rpc names its method.");
    }

    private CompletionStage<String> call(SocketMethod method, JsonValue data, SocketCaller caller) {
        method.requireOpen();
        var context = new CallContext(UUID.randomUUID().toString(), List.of(), Optional.empty(), caller.headers());
        var invocation = new Invocation(caller.caller(), method.method(), SocketArguments.read(data), context);
        return workers.run(invocation).thenApply(result -> results.write(invocation, result));
    }

    /** What a collection offers. */
    private CompletionStage<String> operate(String name, JsonValue data, SocketCaller caller) {
        var dot = name.indexOf('.');
        var collection = name.substring(0, Math.max(0, dot));
        if (!resources.collections().contains(collection) || name.startsWith("$", dot + 1)) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                    "There is no method " + name + " for sockets.");
        }
        if (data != JsonValue.NULL && !(data instanceof JsonObject)) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "data is an object.");
        }
        var arguments = data instanceof JsonObject named ? named : JsonValue.EMPTY_JSON_OBJECT;
        var request = NamedRequest.read(collection, name.substring(dot + 1), arguments, "/data").by(caller.caller());
        return CompletableFuture.supplyAsync(() -> resources.dispatch(request).body().toString(), threads);
    }
}
