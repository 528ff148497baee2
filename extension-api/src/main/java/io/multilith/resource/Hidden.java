package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A field of a record that requests may set and never see: it is in no answer, no change that is told, and no query. A
 * request that replaces the record keeps it by leaving it out. {@link ResourceHook}s and {@link Action}s see it. At a
 * record's component, a public field or a setter.
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target({RECORD_COMPONENT, FIELD, METHOD})
public @interface Hidden {}
