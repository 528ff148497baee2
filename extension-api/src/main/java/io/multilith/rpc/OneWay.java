package io.multilith.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * On a {@code void} method of a {@link RemoteService} interface: the call returns when the request is handed over, and
 * nobody hears of its result. It has no deadline.
 *
 * <pre>{@code
 * interface MailerApi {
 *     @OneWay
 *     void send(String to, String text);
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface OneWay {}
