package io.multilith.impl.entrypoint;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Invocation;

/** Knows the call of each thread. Thread-safe. */
@ApplicationScoped
public class CurrentInvocation implements CurrentCall {
    private static final ThreadLocal<Invocation> RUNNING = new ThreadLocal<>();

    @Override
    public Optional<Invocation> invocation() {
        return get();
    }

    static Optional<Invocation> get() {
        return Optional.ofNullable(RUNNING.get());
    }

    /** The call that ran on this thread until now is to be given to {@link #leave}; null if there was none. */
    static Invocation enter(Invocation invocation) {
        var outer = RUNNING.get();
        RUNNING.set(invocation);
        return outer;
    }

    static void leave(Invocation outer) {
        if (outer == null) {
            RUNNING.remove();
        } else {
            RUNNING.set(outer);
        }
    }
}
