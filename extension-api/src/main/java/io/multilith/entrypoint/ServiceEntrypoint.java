package io.multilith.entrypoint;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Makes a class a service: an application-scoped bean whose methods are reached through their entrypoint annotations.
 *
 * <pre>{@code
 * @ServiceEntrypoint("greeter")
 * public class Greeter {
 *     @Rpc
 *     public String greet(String friend) {
 *         return "Hello " + friend + "!";
 *     }
 * }
 * }</pre>
 *
 * One instance serves all calls, at the same time; state of one call belongs in a {@code @RequestScoped} bean. A method
 * that answers a Jakarta REST request is called like those of the other transports, see {@link Workers}.
 *
 * @since 0.1
 */
@Stereotype
@ApplicationScoped
@ThroughWorkers
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface ServiceEntrypoint {

    /**
     * The service's name, by which every transport and every configuration key knows it. Services and collections share
     * one namespace.
     *
     * @return {@code [a-z][a-z0-9-]{0,62}}
     */
    String value();
}
