package io.multilith.impl.rpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.DeploymentProblems;
import io.multilith.rpc.Rpc;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/** Binds {@link Rpc} methods: all of one service share one receiver at {@code rpc.{service}}. */
@ApplicationScoped
public class RpcBinder implements EntrypointBinder<Rpc> {
    private final Map<String, RpcService> services = new ConcurrentHashMap<>();
    private final RpcReceivers receivers;
    private final CallsUnderWay calls;
    private final DirectCalls direct;
    private final Workers workers;
    private final JsonCodec json;
    private final Settings settings;

    /** For the client proxy only. */
    protected RpcBinder() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public RpcBinder(RpcReceivers receivers, CallsUnderWay calls, DirectCalls direct, Workers workers,
            JsonCodec json, Settings settings) {
        this.receivers = receivers;
        this.calls = calls;
        this.direct = direct;
        this.workers = workers;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<Rpc> entrypoint, DeploymentProblems problems) {
        var method = entrypoint.method().expecting(List.of(entrypoint.annotation().expected()));
        ClientInterface.processBound(method.method().getJavaMember()).ifPresent(problems::report);
        var service = services.computeIfAbsent(method.service(), this::newService);
        var bound = new RpcMethod(service, method, entrypoint.annotation().idempotent());
        direct.add(bound);
        service.add(bound).ifPresent(other -> problems
                .report(MESSAGES.sameMethodName(method.name(), other.javaName(), method.javaName())));
        return bound;
    }

    private RpcService newService(String name) {
        var receiver = receivers.receiver(name, settings.prefetch(name));
        return new RpcService(name, receiver, calls, workers, json);
    }
}
