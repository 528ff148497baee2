package io.multilith.impl.entrypoint;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import jakarta.enterprise.context.control.RequestContextController;

import io.multilith.entrypoint.Invocation;

/**
 * Gives a call its request context, unless the thread has one. A controller serves one call at a time and is kept for the
 * next: to look one up costs more than many a call. Thread-safe.
 */
final class RequestContexts {
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<RequestContextController> controllers;

    RequestContexts(Supplier<RequestContextController> controllers) {
        this.controllers = controllers;
    }

    /** What a thread has while it runs a call. */
    final class Scope {
        private final RequestContextController controller;
        private final boolean activated;
        private final Invocation outer;

        private Scope(Invocation invocation) {
            var kept = idle.poll();
            controller = kept == null ? controllers.get() : kept;
            activated = controller.activate();
            outer = CurrentInvocation.enter(invocation);
        }

        void leave() {
            CurrentInvocation.leave(outer);
            if (activated) {
                controller.deactivate();
            }
            idle.add(controller);
        }
    }

    /** Makes it the thread's current call, too. */
    Scope enter(Invocation invocation) {
        return new Scope(invocation);
    }
}
