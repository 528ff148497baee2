package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Declares a collection of records: create, read, update and delete over HTTP, AMQP and from code, and every change
 * told
 * to whoever follows it. The class implements {@link ResourceModel}.
 *
 * <pre>{@code
 * @ResourceCollection("power")
 * public class PowerCollection implements ResourceModel<Power> {
 * }
 * }</pre>
 *
 * The records are kept by the {@link ResourceBackend} that {@code multilith.{collection}.backend} names [memory].
 *
 * @since 0.1
 */
@Stereotype
@ApplicationScoped
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface ResourceCollection {

    /**
     * The collection's name: path segment, AMQP address and topic. Services and collections share one namespace.
     *
     * @return {@code [a-z][a-z0-9-]{0,62}}
     */
    String value();
}
