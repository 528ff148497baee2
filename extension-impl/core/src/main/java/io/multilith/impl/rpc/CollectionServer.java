package io.multilith.impl.rpc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.peer.LeaseRequest;
import io.multilith.impl.peer.PeerAnswer;
import io.multilith.impl.peer.PeerRequest;
import io.multilith.impl.query.NamedRequest;
import io.multilith.placement.Directory;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Leases;
import io.multilith.resource.ResourceDispatcher;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/** Offers the collections that this process owns at {@code rpc.{collection}}, the operation as the subject. */
@ApplicationScoped
public class CollectionServer implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(CollectionServer.class);
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int CREDIT = 100;
    private static final int PLACES = 1_000;

    private final Semaphore places = new Semaphore(PLACES); // taken by the calls that are under way
    private final List<RpcReceiver> receivers = new ArrayList<>();
    private final ResourceDispatcher dispatcher;
    private final Directory directory;
    private final Leases leases;
    private final JsonCodec json;
    private final RpcReceivers remotes;
    private final WorkerThreads threads;
    private final Settings settings;

    /** For the client proxy only. */
    protected CollectionServer() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public CollectionServer(ResourceDispatcher dispatcher, Directory directory, Leases leases, JsonCodec json,
            RpcReceivers remotes, WorkerThreads threads, Settings settings) {
        this.dispatcher = dispatcher;
        this.directory = directory;
        this.leases = leases;
        this.json = json;
        this.remotes = remotes;
        this.threads = threads;
        this.settings = settings;
    }

    @Override
    public void start() {
        dispatcher.collections().stream().filter(directory::isHere).forEach(collection -> {
            var receiver = remotes.receiver(collection, CREDIT);
            receiver.start(request -> call(collection, request));
            receivers.add(receiver);
        });
    }

    /** What is under way is given time to end. */
    @Override
    public void stop() {
        receivers.forEach(RpcReceiver::stop);
        try {
            if (places.tryAcquire(PLACES, settings.get(Setting.LIFECYCLE_STOP_TIMEOUT).toMillis(),
                    TimeUnit.MILLISECONDS)) {
                places.release(PLACES);
            } else {
                LOG.warn(MESSAGES.collectionsStillAsked(PLACES - places.availablePermits()));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletionStage<String> call(String collection, RpcRequest request) {
        if (!(request.arguments() instanceof Arguments.Named named)) {
            throw NamedRequest.bad("/args", "must be kwargs: id, data, query");
        }
        var work = work(collection, request.method(), named.values());
        if (!places.tryAcquire()) {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "overloaded",
                    "The collections take no more calls for now.");
        }
        return CompletableFuture.supplyAsync(() -> inTime(work, request.context()), threads)
                .whenComplete((result, fault) -> places.release());
    }

    /** What clients ask for, and what only nodes do. */
    private Supplier<JsonValue> work(String collection, String operation, Map<String, JsonValue> named) {
        if (operation.equals(PeerRequest.SUBJECT)) {
            return () -> {
                var request = PeerRequest.read(collection, named, json); // which is long for the thread of the bus
                return PeerAnswer.answer(() -> dispatcher.dispatch(request));
            };
        }
        if (operation.equals(LeaseRequest.SUBJECT)) {
            var request = LeaseRequest.read(collection, named);
            return () -> request.run(leases);
        }
        var request = NamedRequest.read(collection, operation, arguments(operation, named), "/kwargs");
        return () -> dispatcher.dispatch(request).body();
    }

    /** A position in the log is said by arguments of their own. */
    private static Map<String, JsonValue> arguments(String operation, Map<String, JsonValue> named) {
        return operation.equals("$changes")
                ? Map.of("data", JSON.createObjectBuilder(new HashMap<String, Object>(named)).build())
                : named;
    }

    private static String inTime(Supplier<JsonValue> work, CallContext context) {
        if (context.deadline().filter(Instant.now()::isAfter).isPresent()) {
            throw new ProblemException(ErrorName.TIMEOUT, "timeout", "The deadline passed before the call began.");
        }
        return work.get().toString();
    }
}
