package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.ThroughWorkers;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Calls the Jakarta REST method of a service through the worker pipeline. Any other call of the service goes straight on: one
 * that the pipeline makes itself, and one of another bean. It goes ahead of every other interceptor, because over the other
 * transports too all of them run inside of the pipeline.
 */
@Interceptor
@ThroughWorkers
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class RestMethodInterceptor {
    private final Map<Method, ServiceMethod> methods = new ConcurrentHashMap<>();
    private final Workers workers;
    private final RestCall current;
    private final BeanManager beans;
    private final Class<?> service;

    @Inject
    public RestMethodInterceptor(Workers workers, RestCall current, BeanManager beans,
            @Intercepted Bean<?> intercepted) {
        this.workers = workers;
        this.current = current;
        this.beans = beans;
        this.service = intercepted.getBeanClass();
    }

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        if (workers.current().isPresent()) {
            return context.proceed();
        }
        var request = current.begin(context.getMethod());
        return request.isPresent() ? call(request.get(), context) : context.proceed();
    }

    private Object call(ContainerRequestContext request, InvocationContext context) throws Exception {
        var method = methods.computeIfAbsent(context.getMethod(),
                java -> RestInvocations.method(beans.createAnnotatedType(service), java));
        var body = new RestBody(context);
        var result = workers.runHere(RestInvocations.read(request, method, context.getParameters()), body);
        if (result instanceof WorkerResult.Returned returned) {
            return returned(returned.value().orElse(null), body, method, request);
        }
        var failure = result instanceof WorkerResult.Failed failed
                ? failure(failed.problem(), failed.cause())
                : failure(((WorkerResult.ExpectedFailure) result).problem(), thrown(body, result));
        failure.keep(request);
        throw failure.thrown();
    }

    private static Object returned(Object value, RestBody body, ServiceMethod method, ContainerRequestContext request) {
        if (body.thrown().isPresent()) {
            throw body.thrown().get();
        }
        var type = method.method().getJavaMember().getReturnType();
        return value instanceof CompletionStage<?> stage && type.isAssignableFrom(CompletableFuture.class)
                ? RestStages.told(stage, method, request)
                : value;
    }

    private static Optional<Throwable> thrown(RestBody body, WorkerResult refused) {
        return body.thrown().<Throwable>map(thrown -> thrown).or(((WorkerResult.ExpectedFailure) refused)::cause);
    }

    /** With what the method threw, so that an application's own mapper for it applies. */
    private static RestFailure failure(ProblemDetail problem, Optional<Throwable> cause) {
        return new RestFailure(cause.filter(Exception.class::isInstance).map(Exception.class::cast)
                .orElseGet(() -> new ProblemException(problem)), problem);
    }
}
