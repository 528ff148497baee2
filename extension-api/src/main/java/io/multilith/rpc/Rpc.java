package io.multilith.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Lets other services, and any AMQP 1.0 client, call a method of a service.
 * <ol>
 * <li>The address is {@code rpc.{service}}, the subject the method's name, which must be unique in the service.</li>
 * <li>Arguments come by position or by name and are checked against the signature before the method runs.</li>
 * <li>A call runs at most once: it is settled before the method runs, and not repeated after a crash, unless it is
 * {@link #idempotent()}.</li>
 * </ol>
 *
 * <pre>{@code
 * @Rpc
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
public @interface Rpc {

    /**
     * Whether the method may run again for the same call: it is then settled after its reply, a call whose server died is
     * given to another, and a call that comes twice by its {@code message-id} gets the remembered reply
     * ({@code multilith.rpc.remember-for} [PT2M], {@code multilith.rpc.remember-replies} [10000]).
     *
     * @return false unless given: at most once
     */
    boolean idempotent() default false;

    /**
     * Exceptions that are the caller's to deal with, besides those of the {@code throws} clause: answered with their own
     * error code, logged as a warning.
     *
     * @return none unless given
     */
    Class<? extends Throwable>[] expected() default {};
}
