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
 * <li>A call runs at most once: it is settled before the method runs, and not repeated after a crash.</li>
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
public @interface Rpc {}
