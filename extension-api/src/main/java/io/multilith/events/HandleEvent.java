package io.multilith.events;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method for each event of a type. The method takes the event's data, or nothing.
 * <ol>
 * <li>A collection is a source too: {@code source = "power", type = "power.created"}.</li>
 * <li>An event of another type is passed over.</li>
 * <li>A method that fails is tried again: {@code multilith.events.attempts} [5] times in all, after
 * {@code multilith.events.retry-delay} [PT1S], doubling up to a minute. Events of the same subject wait for it, others
 * do
 * not.</li>
 * <li>After that, and at once when the data do not fit the parameter, the event goes to
 * {@code dlq.{service}.{method}}.</li>
 * </ol>
 *
 * <pre>{@code
 * @HandleEvent(source = "orders", type = "order.placed")
 * void onOrder(OrderPlaced event) {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface HandleEvent {

    /**
     * The service or collection that tells of the event.
     *
     * @return its name
     */
    String source();

    /**
     * The types handled. A type that ends in {@code .*} stands for all that begin like it.
     *
     * @return at least one, for example {@code order.placed} or {@code order.*}
     */
    String[] type();

    /**
     * Which instances get the event.
     *
     * @return {@link Delivery#SERVICE_POOL} unless given
     */
    Delivery delivery() default Delivery.SERVICE_POOL;
}
