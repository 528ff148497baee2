package io.multilith.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A method of a {@link ResourceCollection} that can be asked for by its name on every transport:
 * {@code POST {base}/{collection}/{id}/{action}} or, when it is not about one record,
 * {@code POST {base}/{collection}/{action}}, with its arguments as a JSON object by name.
 *
 * <ol>
 * <li>A first parameter of the record's type gets the record. What the method returns is stored in its place, as one
 * change, if it is of that type, too; read-only fields may be changed. The method is called again when somebody else was
 * faster, so it does nothing else that matters.
 * <li>A parameter named {@code id} gets the record's id.
 * <li>With neither it is an action on the collection.
 * </ol>
 *
 * What it returns is the answer; nothing: 204 over HTTP.
 *
 * <pre>{@code
 * @Action
 * Power boost(Power power, int by) {
 *     return new Power(power.id(), power.value() + by);
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Action {}
