package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method for each record of a collection that is like {@link #where()}: when a change makes or leaves it so, and when a
 * sweep finds it. The method takes one parameter: the record, as the collection's type or as {@code JsonObject}, or the
 * {@link StoredRecord} with its version.
 * <ol>
 * <li>It is the state that counts: the method gets the record as it is when its turn comes, and is not called when it is gone
 * or no longer like {@code where} by then.</li>
 * <li>One record is worked on by one node at a time, over all nodes that share its store; different records at the same time,
 * {@code multilith.worker.concurrency} [10] of them on each node. A node that ends in between is waited for,
 * {@code multilith.worker.lease} [PT30S].</li>
 * <li>A version of a record that the method was called for with success is not taken up again while it stays as it is, for a
 * week after the last look.</li>
 * <li>A record that is changed while the method runs is taken up once more if it still is like {@code where}; when that happens
 * again and again, as it does when the method itself changes the record but leaves it so, after a pause: that of a failure.</li>
 * <li>A method that fails is tried again, {@code multilith.events.attempts} [5] times in all after
 * {@code multilith.events.retry-delay} [PT1S, doubling, at most a minute]; other records go on. Then, and at once after an
 * exception that it declares, the record goes to {@code dlq.{service}.{method}} and is left alone until it changes; see
 * {@link io.multilith.delivery.DeadLetters}. A letter that is given back calls the method anew, if the record still is like
 * {@code where}.</li>
 * <li>A removal is a change of its own: a method with {@code on = ChangeKind.REMOVED} gets the record as it was before, for each
 * removal of one that was like {@code where}. No sweep finds what is gone; the change log does, also what nobody was told of
 * when the application ended. It gets none of before it was first deployed.</li>
 * </ol>
 *
 * <pre>{@code
 * @OnResource(collection = "power", where = "status=pending", sweep = "PT10S")
 * void build(Power power) {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface OnResource {

    /**
     * The collection, which this application has.
     *
     * @return its name
     */
    String collection();

    /**
     * Which records, as in the query of a URL: {@code status=pending&value[$gt]=3}.
     *
     * @return all of them unless given
     */
    String where() default "";

    /**
     * The changes after which a record is looked at, at once. The sweep looks at what records are like, not at how they came to be.
     *
     * @return not the links; {@link ChangeKind#REMOVED} stands alone
     */
    ChangeKind[] on() default {ChangeKind.CREATED, ChangeKind.REPLACED, ChangeKind.PATCHED};

    /**
     * How long after a look at all records the next one follows, ISO-8601. The first is at the start.
     *
     * @return a minute unless given; empty or {@code PT0S}: no sweep
     */
    String sweep() default "PT1M";

    /**
     * Exceptions that are the record's fault, besides those of the {@code throws} clause: logged as a warning and not tried
     * again.
     *
     * @return none unless given
     */
    Class<? extends Throwable>[] expected() default {};
}
