package io.multilith.timer;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method without parameters by the clock. Exactly one of {@link #every()} and {@link #cron()} is given.
 * <ol>
 * <li>Runs of one timer never overlap: a run that takes longer than the period skips the ticks it covers.</li>
 * <li>Ticks stay on the grid of the first one; a slow run does not shift those after it.</li>
 * <li>A run that fails is logged, the timer goes on.</li>
 * <li>Each node has a clock of its own, and runs it unless {@link #lease()} is given.</li>
 * </ol>
 *
 * <pre>{@code
 * @Timer(every = "PT5S", eager = true)
 * void sweep() {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@EntrypointKind
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Timer {

    /**
     * The period, ISO-8601, at least one millisecond.
     *
     * @return for example {@code PT5S}; empty when {@link #cron()} is given
     */
    String every() default "";

    /**
     * A cron expression of Jakarta Concurrency's {@code CronTrigger}, in the server's time zone: minutes, hours, days,
     * months, days of week, with an optional field of seconds ahead.
     *
     * @return for example {@code 0 3 * * *}; empty when {@link #every()} is given
     */
    String cron() default "";

    /**
     * Whether the first run is at once, when the application has started, rather than after a period.
     *
     * @return false unless given
     */
    boolean eager() default false;

    /**
     * The collection beside whose records it is kept which node runs the timer, so that of all nodes that share its store one does,
     * once in nine tenths of a period: the first whose tick comes, and the same one as long as it lives. A tick at which the store
     * is away is lost.
     *
     * @return a collection of this application; empty: each node for itself
     */
    String lease() default "";
}
