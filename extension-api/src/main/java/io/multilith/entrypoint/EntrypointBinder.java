package io.multilith.entrypoint;

import java.lang.annotation.Annotation;

import io.multilith.problem.DeploymentProblems;

/**
 * Binds the methods that carry one kind of entrypoint annotation. An implementation is a bean, found by its type
 * argument:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class OnStartBinder implements EntrypointBinder<OnStart> {
 *     @Inject
 *     Workers workers;
 *
 *     @Override
 *     public Entrypoint bind(EntrypointMethod<OnStart> method, DeploymentProblems problems) {
 *         return () -> workers.run(Invocation.of(method.method()));
 *     }
 * }
 * }</pre>
 *
 * @param <A>
 *     the annotation, itself marked {@link EntrypointKind}
 * @since 0.1
 */
public interface EntrypointBinder<A extends Annotation> {

    /**
     * Validates one annotated method and makes its entrypoint. Called once per method on the deploying thread, before
     * any
     * entrypoint is started; must not start anything itself.
     *
     * @param method
     *     the method and its annotation
     * @param problems
     *     takes mistakes; after a report the entrypoint that is returned is never started
     * @return the entrypoint, not started
     */
    Entrypoint bind(EntrypointMethod<A> method, DeploymentProblems problems);
}
