package io.multilith.events;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method for each event of a type. The method takes the event's data, or the {@link Event} with all that is known of
 * it, or both in either order, or nothing.
 * <ol>
 * <li>A collection is a source too: {@code source = "power", type = "power.created"}.</li>
 * <li>An event of another type is passed over.</li>
 * <li>Events of one subject are handled one after the other, in the order in which they were told; those of different subjects
 * at the same time.</li>
 * <li>A method that fails is tried again: {@code multilith.events.attempts} [5] times in all, after
 * {@code multilith.events.retry-delay} [PT1S], doubling up to a minute. Events of the same subject wait for it, others
 * do not.</li>
 * <li>After that, and at once when the data do not fit the parameter, the event goes to
 * {@code dlq.{service}.{method}}; see {@link io.multilith.delivery.DeadLetters}. So does an event that has ended the process too often.</li>
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
     * The services or collections that tell of the event.
     *
     * @return at least one name
     */
    String[] source();

    /**
     * The types handled. A type that ends in {@code .*} stands for all that begin like it, {@code *} for all.
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

    /**
     * Whether an event that comes again, by its source and id, is passed over once it was handled with success. One that
     * comes again meanwhile waits for the first. Remembered by each instance for itself, for
     * {@code multilith.events.remember-for} [PT1H], the last {@code multilith.events.remember-ids} [100000].
     *
     * @return false unless given
     */
    boolean deduplicate() default false;

    /**
     * Exceptions that are the event's fault, besides those of the {@code throws} clause: logged as a warning and not tried
     * again.
     *
     * @return none unless given
     */
    Class<? extends Throwable>[] expected() default {};
}
