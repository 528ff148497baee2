package io.multilith.lifecycle;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method without parameters once, when the application has started and the bus can be used. It runs on a worker,
 * beside those of other services; the start does not wait for it. A failure is logged, the application runs on.
 *
 * <pre>{@code
 * @OnStart
 * void warmUp() {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface OnStart {}
