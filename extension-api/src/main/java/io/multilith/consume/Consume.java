package io.multilith.consume;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method for each message of a queue, whoever sent it and whatever is in it. The parameter decides how the body is
 * read:
 * <ol>
 * <li>{@code io.multilith.messaging.Message}: not at all.</li>
 * <li>{@code byte[]}: as it is.</li>
 * <li>{@code String}, when the content type is not {@code application/json}: as UTF-8.</li>
 * <li>Any other: as JSON of the parameter's type.</li>
 * </ol>
 * A message is settled when the method has returned. One that fails is tried again like an event,
 * {@code multilith.consume.attempts} [5] times in all after {@code multilith.consume.retry-delay} [PT1S, doubling, at most
 * a minute], and then goes to {@code dlq.{service}.{method}}; one that cannot be read goes there at once.
 *
 * <pre>{@code
 * @Consume("invoices")
 * void onInvoice(Invoice invoice) {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Consume {

    /**
     * The address of the queue.
     *
     * @return any but those of Multilith itself
     */
    String value();

    /**
     * Exceptions that are the sender's fault, besides those of the {@code throws} clause: logged as a warning.
     *
     * @return none unless given
     */
    Class<? extends Throwable>[] expected() default {};
}
