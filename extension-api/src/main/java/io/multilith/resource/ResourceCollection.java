package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Declares a collection of records: create, read, update and delete over HTTP, AMQP and from code, and every change told
 * to whoever follows it. The class implements {@link ResourceModel}.
 *
 * <pre>{@code
 * @ResourceCollection("power")
 * public class PowerCollection implements ResourceModel<Power> {
 * }
 * }</pre>
 *
 * The records are kept by the {@link ResourceBackend} that {@code multilith.{collection}.backend} or {@link Backend} names
 * [memory]. Methods with {@link Action} are further operations, {@link ResourceHook}s have a say in all of them.
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

    /**
     * What can be done with its records and asked of them. Anything else is refused, with 405 over HTTP.
     *
     * @return at least one
     */
    Operation[] operations() default {Operation.FIND, Operation.GET, Operation.CREATE, Operation.UPDATE,
            Operation.PATCH, Operation.REMOVE};

    /**
     * What can be done with several records at once: {@link Operation#CREATE} with an array, {@link Operation#PATCH} and
     * {@link Operation#REMOVE} with a query; all of them or none.
     *
     * @return any of the three
     */
    Operation[] multi() default Operation.CREATE;

    /**
     * Whether a record is changed over HTTP only by those who say which version of it they know, with {@code If-Match}; else
     * 428.
     *
     * @return false: it may be left out
     */
    boolean requireMatch() default false;

    /**
     * Whether a list is answered over HTTP as an object {@code {"total", "limit", "skip", "data"}}.
     *
     * @return false: as an array, and as an object for those who accept {@code application/json;profile=page}
     */
    boolean paginate() default false;
}
