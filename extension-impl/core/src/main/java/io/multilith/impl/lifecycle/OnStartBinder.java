package io.multilith.impl.lifecycle;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Workers;
import io.multilith.lifecycle.OnStart;
import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.lifecycle.LifecycleMessages.MESSAGES;

/** Binds {@link OnStart} methods. Its priority is the last: what they call, has been started. */
@ApplicationScoped
@Priority(Interceptor.Priority.PLATFORM_AFTER)
public class OnStartBinder implements EntrypointBinder<OnStart> {
    private final Workers workers;

    /** For the client proxy only. */
    protected OnStartBinder() {
        this(null);
    }

    @Inject
    public OnStartBinder(Workers workers) {
        this.workers = workers;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<OnStart> method, DeploymentProblems problems) {
        if (!method.method().parameters().isEmpty()) {
            problems.report(MESSAGES.takesParameters(method.method().javaName()));
        }
        return new Once(() -> workers.run(Invocation.of(method.method())));
    }

    /** The start comes once; there is nothing to pause and to resume. */
    private record Once(Runnable run) implements Entrypoint {
        @Override
        public void start() {
            run.run();
        }

        @Override
        public void pause() {
            // No work comes by it.
        }

        @Override
        public void resume() {
            // As above.
        }
    }
}
