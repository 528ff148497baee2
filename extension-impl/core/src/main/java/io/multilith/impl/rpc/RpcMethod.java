package io.multilith.impl.rpc;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;

/** One {@code @Rpc} method. While it is paused its calls are refused, and those of its service's other methods go on. */
final class RpcMethod implements Entrypoint {
    private final AtomicBoolean started = new AtomicBoolean();
    private final RpcService service;
    private final ServiceMethod method;
    private final boolean idempotent;
    private final Class<?>[] parameterTypes;
    private volatile boolean paused;

    RpcMethod(RpcService service, ServiceMethod method, boolean idempotent) {
        this.service = service;
        this.method = method;
        this.idempotent = idempotent;
        this.parameterTypes = Arrays.stream(method.method().getJavaMember().getParameterTypes())
                .map(type -> MethodType.methodType(type).wrap().returnType()).toArray(Class<?>[]::new);
    }

    ServiceMethod method() {
        return method;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether it takes calls now. */
    boolean isOpen() {
        return started.get() && !paused;
    }

    /** Of primitive ones the type of the object. */
    Class<?>[] parameterTypes() {
        return parameterTypes;
    }

    boolean returnsStage() {
        return CompletionStage.class.isAssignableFrom(method.method().getJavaMember().getReturnType());
    }

    /** Runs a call on this thread. */
    WorkerResult callHere(Invocation invocation) {
        return service.callHere(invocation);
    }

    /** The result as JSON text; throws what the caller is told in its place. */
    String write(WorkerResult result) {
        return service.write(method, result);
    }

    @Override
    public void start() {
        if (started.compareAndSet(false, true)) {
            paused = false;
            service.open();
        }
    }

    @Override
    public void stop() {
        if (started.compareAndSet(true, false)) {
            service.close();
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }
}
