package io.multilith.entrypoint;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Marks an annotation as an entrypoint kind. A method of a service that carries such an annotation is bound by the
 * {@link EntrypointBinder} for it; that no binder exists is a deployment problem.
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(ANNOTATION_TYPE)
public @interface EntrypointKind {}
