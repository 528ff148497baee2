package io.multilith.entrypoint;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Keeps an argument, or parts of it, out of logs, traces, errors and dead letters: {@code ***} stands in its place. The
 * method itself gets the real value.
 * <ol>
 * <li>Where values stand by themselves (arguments, the body of a dead letter and the headers and properties beside it, the
 * place of a refused argument) each is hidden, however short.</li>
 * <li>In words, such as the message of an exception, each of three characters or more is searched for and hidden; a shorter one
 * is not, for hiding each {@code 1} would hide everything else. Let no message quote such a value. Headers, ids, subject and
 * group of a dead letter are searched like words.</li>
 * <li>Values are texts, numbers, the keys of maps and of plain JSON, and what an array of characters or bytes spells. The names
 * of an object's members are not.</li>
 * <li>Over HTTP a problem does not say at which path it arose when a parameter of that path is sensitive.</li>
 * </ol>
 *
 * <pre>{@code
 * @Rpc
 * public Receipt pay(@Sensitive("card.number") Order order, @Sensitive String pin) {
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Sensitive {

    /**
     * Which members, as paths with dots; a path that ends at an array or passes through one covers each of its elements. A
     * member goes by its name in JSON: that of {@code @JsonbProperty}, where there is one, and not that of the field.
     *
     * @return for example {@code card.number}; none: all of the argument
     */
    String[] value() default {};
}
