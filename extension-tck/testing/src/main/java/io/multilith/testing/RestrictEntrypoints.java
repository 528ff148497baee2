package io.multilith.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Leaves of all entrypoints of a {@link MultilithTest} only some: the others are not bound, so no timer of theirs ticks and no
 * event reaches them. {@link EntrypointHook} can fire them all the same.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RUNTIME)
@Target(TYPE)
public @interface RestrictEntrypoints {
    /**
     * The methods that stay, as {@code service.method}. One that is none fails the test (ML0803).
     *
     * @return none: nothing is bound
     */
    String[] value();
}
