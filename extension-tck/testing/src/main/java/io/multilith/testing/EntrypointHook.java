package io.multilith.testing;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ProblemException;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * Fires one method of a service as if from outside, whatever its kind and whether it is bound or not: the arguments are JSON and
 * checked against the signature, constraints and listeners apply, the result is JSON. Which exceptions an annotation such as
 * {@code @Rpc(expected)} adds to those that the method declares is the affair of its kind, and not regarded. Injected into a {@link MultilithTest}.
 *
 * <pre>{@code
 * @Inject
 * EntrypointHook hook;
 *
 * @Test
 * void greets() {
 *     assertThat(hook.fire(String.class, "greeter.greet", "Matt")).isEqualTo("Hello Matt!");
 * }
 * }</pre>
 *
 * Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
public class EntrypointHook {
    private static final int PATIENCE_SECONDS = 20;

    private final Workers workers;
    private final Entrypoints entrypoints;
    private final BeanManager beans;
    private final JsonCodec json;

    /** For the client proxy only. */
    protected EntrypointHook() {
        this(null, null, null, null);
    }

    @Inject
    EntrypointHook(Workers workers, Entrypoints entrypoints, BeanManager beans, JsonCodec json) {
        this.workers = workers;
        this.entrypoints = entrypoints;
        this.beans = beans;
        this.json = json;
    }

    /**
     * Calls a method and waits for its end, 20 s at most.
     *
     * @param method
     *     as {@code service.method}
     * @param arguments
     *     in the order of the parameters; {@code JsonValue}s as they are
     * @return what an outside caller would get; {@code null} of JSON for nothing
     * @throws ProblemException
     *     if the call is refused or fails, with the exception of the method as its cause
     * @throws IllegalArgumentException
     *     ML0806 if there is no such method
     */
    public JsonValue fire(String method, Object... arguments) {
        var values = Arrays.stream(arguments).map(json::toJson).toList();
        var result = run(method, Caller.ANONYMOUS, new Arguments.Positional(values));
        if (result instanceof WorkerResult.ExpectedFailure refused) {
            throw new ProblemException(refused.problem(), refused.cause().orElse(null));
        }
        if (result instanceof WorkerResult.Failed failed) {
            throw new ProblemException(failed.problem(), failed.cause().orElse(null));
        }
        return ((WorkerResult.Returned) result).value().map(json::toJson).orElse(JsonValue.NULL);
    }

    /**
     * As {@link #fire(String, Object...)}.
     *
     * @param type
     *     of the result
     * @param method
     *     as {@code service.method}
     * @param arguments
     *     in the order of the parameters
     * @param <T>
     *     the type of the result
     * @return the result, decoded; {@code null} for nothing
     * @throws ProblemException
     *     if the call is refused or fails, or its result is not of the type
     */
    public <T> T fire(Class<T> type, String method, Object... arguments) {
        var result = fire(method, arguments);
        return result == JsonValue.NULL ? null : type.cast(json.decode(result, type, ""));
    }

    /**
     * Calls a method and waits for its end, 20 s at most.
     *
     * @param method
     *     as {@code service.method}
     * @param caller
     *     who calls
     * @param arguments
     *     by position or by name
     * @return how it ended
     * @throws IllegalArgumentException
     *     ML0806 if there is no such method
     */
    public WorkerResult run(String method, Caller caller, Arguments arguments) {
        var context = CallContext.root("hook-" + method);
        try {
            return workers.run(new Invocation(caller, find(method), arguments, context)).toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException impossible) { // the stage has results only
            throw new IllegalStateException(impossible);
        } catch (TimeoutException running) {
            throw new IllegalStateException(MESSAGES.notEnded(method, PATIENCE_SECONDS), running);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private ServiceMethod find(String name) {
        return Stream.concat(entrypoints.methods().stream(), unbound()).filter(one -> one.qualifiedName().equals(name))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(MESSAGES.unknownMethod(name,
                        unbound().map(ServiceMethod::qualifiedName).sorted().distinct().toList())));
    }

    /** All that services have of their own. */
    private Stream<ServiceMethod> unbound() {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream().map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(ServiceEntrypoint.class)).distinct()
                .flatMap(type -> beans.createAnnotatedType(type).getMethods().stream()
                        .filter(method -> method.getJavaMember().getDeclaringClass() != Object.class
                                && method.getJavaMember().trySetAccessible())
                        .map((AnnotatedMethod<?> method) -> new ServiceMethod(
                                type.getAnnotation(ServiceEntrypoint.class).value(), method)));
    }
}
