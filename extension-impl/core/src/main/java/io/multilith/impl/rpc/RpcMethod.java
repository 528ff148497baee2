package io.multilith.impl.rpc;

import java.util.concurrent.atomic.AtomicBoolean;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.ServiceMethod;

/** One {@code @Rpc} method. While it is paused its calls are refused, and those of its service's other methods go on. */
final class RpcMethod implements Entrypoint {
    private final AtomicBoolean started = new AtomicBoolean();
    private final RpcService service;
    private final ServiceMethod method;
    private final boolean idempotent;
    private volatile boolean paused;

    RpcMethod(RpcService service, ServiceMethod method, boolean idempotent) {
        this.service = service;
        this.method = method;
        this.idempotent = idempotent;
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
