package io.multilith.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Injects a client of a service, typed by an interface of the caller's own whose methods are named like the service's.
 * The service may run in this process or in another.
 *
 * <pre>{@code
 * @Inject
 * @RemoteService("greeter")
 * GreeterApi greeter;
 * }</pre>
 *
 * <ol>
 * <li>A method that returns a {@code CompletionStage} or a {@code CompletableFuture} does not wait; to cancel its future
 * keeps a call that has not begun from running. One marked {@link OneWay} waits until the call is handed over. All others
 * wait for the answer or the deadline.</li>
 * <li>The deadline is the timeout, or the deadline of the call that is being served when that is nearer. The timeout is
 * {@code multilith.<service>.<method>.timeout}, else {@code multilith.<service>.timeout}, else
 * {@code multilith.rpc.timeout} [PT10S].</li>
 * <li>Methods with a body run on the caller's side. No two others may have the same name.</li>
 * </ol>
 * Failures are {@link RpcException}s. The client is thread-safe.
 *
 * @since 0.1
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD})
public @interface RemoteService {

    /**
     * The service's name.
     *
     * @return as its {@code ServiceEntrypoint} gives it
     */
    String value();
}
