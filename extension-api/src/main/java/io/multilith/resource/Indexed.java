package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A field that records are often looked for by: a record's component, a public field or a setter. The backend may keep an
 * index of it; {@code memory} and {@code mongodb} do, {@code jpa} leaves that to the entity's {@code @Table}.
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target({RECORD_COMPONENT, FIELD, METHOD})
public @interface Indexed {}
