package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Names a data backend. On a {@link ResourceBackend} it is the name it is known by; on a {@link ResourceCollection} it
 * chooses who keeps the records, unless {@code multilith.{collection}.backend} or {@code multilith.resource.backend} does
 * [memory].
 *
 * <pre>{@code
 * @ResourceCollection("todo")
 * @Backend("jpa")
 * public class Todos implements ResourceModel<Todo> {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface Backend {
    /**
     * The backend's name.
     *
     * @return lower-case, for example {@code memory}
     */
    String value();
}
