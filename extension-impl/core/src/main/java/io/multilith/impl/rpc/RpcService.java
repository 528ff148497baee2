package io.multilith.impl.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.json.bind.JsonbException;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/** Answers the calls of one service's {@code @Rpc} methods. It is the entrypoint of each of them. */
final class RpcService implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(RpcService.class);

    private final Map<String, ServiceMethod> methods = new ConcurrentHashMap<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final String name;
    private final RpcReceiver receiver;
    private final Workers workers;
    private final JsonCodec json;

    RpcService(String name, RpcReceiver receiver, Workers workers, JsonCodec json) {
        this.name = name;
        this.receiver = receiver;
        this.workers = workers;
        this.json = json;
    }

    /** The method that has the name already, if any. */
    Optional<ServiceMethod> add(ServiceMethod method) {
        return Optional.ofNullable(methods.putIfAbsent(method.name(), method));
    }

    @Override
    public void start() {
        if (started.compareAndSet(false, true)) {
            receiver.start(this::call);
        }
    }

    @Override
    public void stop() {
        if (started.compareAndSet(true, false)) {
            receiver.stop();
        }
    }

    private CompletionStage<String> call(RpcRequest request) {
        var method = methods.get(request.method());
        if (method == null) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method",
                    "The service " + name + " has no method " + request.method() + ".");
        }
        return workers.run(new Invocation(request.caller(), method, request.arguments(), request.context()))
                .thenApply(result -> write(method, result));
    }

    private String write(ServiceMethod method, WorkerResult result) {
        if (result instanceof WorkerResult.Returned returned) {
            try {
                return json.encode(returned.value().orElse(null));
            } catch (JsonbException notWritable) {
                throw new ProblemException(unwritable(method, notWritable), notWritable);
            }
        }
        throw new ProblemException(result instanceof WorkerResult.Failed failed
                ? failed.problem()
                : ((WorkerResult.ExpectedFailure) result).problem());
    }

    private static ProblemDetail unwritable(ServiceMethod method, JsonbException fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.resultNotWritable(method.qualifiedName(), errorId), fault);
        return new ProblemDetail(ErrorName.GENERAL_ERROR, "unwritable-result", "The service failed.", List.of(),
                Optional.of(errorId), Optional.empty());
    }
}
