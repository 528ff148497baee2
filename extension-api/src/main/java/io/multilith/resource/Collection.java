package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Injects a {@link ResourceClient} of a collection, which may be in this process or in another. On a bean that is a
 * {@link ResourceHook} it says of which collection.
 *
 * @since 0.1
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Collection {

    /**
     * The collection's name.
     *
     * @return as its {@link ResourceCollection} gives it
     */
    String value();
}
