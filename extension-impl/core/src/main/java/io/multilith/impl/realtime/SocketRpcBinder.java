package io.multilith.impl.realtime;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.problem.DeploymentProblems;
import io.multilith.realtime.SocketRpc;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/** Binds {@link SocketRpc} methods: each is called by its name through whichever socket. */
@ApplicationScoped
public class SocketRpcBinder implements EntrypointBinder<SocketRpc> {
    private final SocketMethods methods;

    /** For the client proxy only. */
    protected SocketRpcBinder() {
        this(null);
    }

    @Inject
    public SocketRpcBinder(SocketMethods methods) {
        this.methods = methods;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<SocketRpc> entrypoint, DeploymentProblems problems) {
        var method = new SocketMethod(
                entrypoint.method().expecting(List.of(entrypoint.annotation().expected())));
        methods.add(method).ifPresent(other -> problems.report(MESSAGES.sameMethodName(
                method.method().qualifiedName(), other.method().javaName(), method.method().javaName())));
        return method;
    }
}
