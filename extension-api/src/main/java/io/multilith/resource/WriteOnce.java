package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A field of a record that is set when the record is created, and never changed by a request again. A later request may
 * leave it out, which keeps its value, or name the value that it has; any other is refused (422). At a record's component,
 * a public field or a setter.
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target({RECORD_COMPONENT, FIELD, METHOD})
public @interface WriteOnce {}
