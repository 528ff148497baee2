package io.multilith.impl.rpc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.query.NamedRequest;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Offers the collections of this process at {@code rpc.{collection}}, the operation as the subject. */
@ApplicationScoped
public class CollectionServer implements Entrypoint {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int CREDIT = 100;
    private static final int PLACES = 1_000;

    private final Semaphore places = new Semaphore(PLACES);
    private final List<RpcReceiver> receivers = new ArrayList<>();
    private final ResourceDispatcher dispatcher;
    private final RpcReceivers remotes;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected CollectionServer() {
        this(null, null, null);
    }

    @Inject
    public CollectionServer(ResourceDispatcher dispatcher, RpcReceivers remotes, WorkerThreads threads) {
        this.dispatcher = dispatcher;
        this.remotes = remotes;
        this.threads = threads;
    }

    @Override
    public void start() {
        for (var collection : dispatcher.collections()) {
            var receiver = remotes.receiver(collection, CREDIT);
            receiver.start(request -> call(collection, request));
            receivers.add(receiver);
        }
    }

    @Override
    public void stop() {
        receivers.forEach(RpcReceiver::stop);
    }

    private CompletionStage<String> call(String collection, RpcRequest request) {
        if (!(request.arguments() instanceof Arguments.Named named)) {
            throw NamedRequest.bad("/args", "must be kwargs: id, data, query");
        }
        var resourceRequest = NamedRequest.read(collection, request.method(),
                arguments(request.method(), named.values()), "/kwargs");
        if (!places.tryAcquire()) {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "overloaded",
                    "The collections take no more calls for now.");
        }
        return CompletableFuture.supplyAsync(() -> dispatch(resourceRequest, request.context()), threads)
                .whenComplete((result, fault) -> places.release());
    }

    /** A position in the log is said by arguments of their own. */
    private static Map<String, JsonValue> arguments(String operation, Map<String, JsonValue> named) {
        return operation.equals("$changes")
                ? Map.of("data", JSON.createObjectBuilder(new HashMap<String, Object>(named)).build())
                : named;
    }

    private String dispatch(ResourceRequest request, CallContext context) {
        if (context.deadline().filter(Instant.now()::isAfter).isPresent()) {
            throw new ProblemException(ErrorName.TIMEOUT, "timeout", "The deadline passed before the call began.");
        }
        return dispatcher.dispatch(request).body().toString();
    }
}
