package io.multilith.entrypoint;

import java.lang.annotation.Annotation;

/**
 * A service method together with the entrypoint annotation it carries. Immutable.
 *
 * @param annotation
 *     the entrypoint annotation
 * @param method
 *     the method to call
 * @param <A>
 *     the annotation's type
 * @since 0.1
 */
public record EntrypointMethod<A extends Annotation>(A annotation, ServiceMethod method) {}
