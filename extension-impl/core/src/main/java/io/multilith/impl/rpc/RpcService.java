package io.multilith.impl.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.ResultWriter;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/** Answers the calls of one service's {@code @Rpc} methods, from the start of the first to the stop of the last. */
final class RpcService implements RpcHandler {
    private final Map<String, RpcMethod> methods = new ConcurrentHashMap<>();
    private final String name;
    private final RpcReceiver receiver;
    private final CallsUnderWay calls;
    private final Workers workers;
    private final ResultWriter results;
    private int users;

    RpcService(String name, RpcReceiver receiver, CallsUnderWay calls, Workers workers, JsonCodec json) {
        this.name = name;
        this.receiver = receiver;
        this.calls = calls;
        this.workers = workers;
        this.results = new ResultWriter(json, MESSAGES::resultNotWritable);
    }

    /** The method that has the name already, if any. */
    Optional<ServiceMethod> add(RpcMethod method) {
        return Optional.ofNullable(methods.putIfAbsent(method.method().name(), method)).map(RpcMethod::method);
    }

    synchronized void open() {
        if (users++ == 0) {
            calls.open();
            receiver.start(this);
        }
    }

    synchronized void close() {
        if (--users == 0) {
            receiver.stop();
            calls.close();
        }
    }

    @Override
    public boolean isIdempotent(String method) {
        var known = methods.get(method);
        return known != null && known.isIdempotent();
    }

    @Override
    public CompletionStage<String> call(RpcRequest request) {
        var method = methods.get(request.method());
        if (method == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                    "The service " + name + " has no method " + request.method() + ".");
        }
        if (method.isPaused()) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "paused",
                    method.method().qualifiedName() + " is paused.");
        }
        if (request.id().filter(calls::isCancelled).isPresent()) {
            return CompletableFuture.failedStage(new CancellationException());
        }
        var invocation = new Invocation(request.caller(), method.method(), request.arguments(), request.context());
        var run = workers.run(invocation).toCompletableFuture();
        request.id().ifPresent(id -> calls.add(id, run));
        return run.thenApply(result -> results.write(invocation, result));
    }

    WorkerResult callHere(Invocation invocation) {
        return workers.runHere(invocation).toCompletableFuture().join();
    }

    String write(ServiceMethod method, WorkerResult result) {
        return results.write(method, result);
    }
}
