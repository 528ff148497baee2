package io.multilith.impl.realtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.ResultWriter;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/** The methods that sockets may call, by {@code service.method}. Thread-safe. */
@ApplicationScoped
public class SocketMethods {
    private final Map<String, SocketMethod> methods = new ConcurrentHashMap<>();
    private final Workers workers;
    private final ResultWriter results;

    /** For the client proxy only. */
    protected SocketMethods() {
        this(null, null);
    }

    @Inject
    public SocketMethods(Workers workers, JsonCodec json) {
        this.workers = workers;
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
    CompletionStage<String> call(JsonValue request, SocketCaller caller) {
        var method = find(request);
        method.requireOpen();
        var arguments = SocketArguments.read(request.asJsonObject().getOrDefault("data", JsonValue.NULL));
        var context = new CallContext(UUID.randomUUID().toString(), List.of(), Optional.empty(), caller.headers());
        var invocation = new Invocation(caller.caller(), method.method(), arguments, context);
        return workers.run(invocation).thenApply(result -> results.write(invocation, result));
    }

    private SocketMethod find(JsonValue request) {
        if (!(request instanceof JsonObject named) || !(named.get("method") instanceof JsonString name)) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "The command rpc names its method.");
        }
        var method = methods.get(name.getString());
        if (method == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                    "There is no method " + name.getString() + " for sockets.");
        }
        return method;
    }
}
