package io.multilith.entrypoint;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Sends the Jakarta REST methods of a service through the worker pipeline, as every other transport does. It is a part of
 * {@link ServiceEntrypoint} and of no use by itself; it is public because the container must see it.
 *
 * @since 0.1
 */
@InterceptorBinding
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface ThroughWorkers {}
