package io.multilith.realtime;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Lets a browser, or any WebSocket client, call a method of a service over the socket {@code /realtime}: the command
 * {@code rpc} with the method {@code {service}.{method}} and the arguments as {@code {"args": [...]}},
 * {@code {"kwargs": {...}}} or a bare object of named arguments.
 *
 * <pre>{@code
 * @SocketRpc
 * public String greet(String friend) {
 *     return "Hello " + friend + "!";
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface SocketRpc {

    /**
     * Exceptions that are the caller's to deal with, besides those of the {@code throws} clause: answered with their own
     * error code, logged as a warning.
     *
     * @return none unless given
     */
    Class<? extends Throwable>[] expected() default {};
}
