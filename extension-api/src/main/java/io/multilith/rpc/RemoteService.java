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
 * A method that returns a {@code CompletionStage} does not wait; all others do, until the answer or the deadline:
 * {@code multilith.rpc.timeout} [PT10S], or the deadline of the call that is being served when that is nearer. Failures
 * are {@link RpcException}s. The client is thread-safe.
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
