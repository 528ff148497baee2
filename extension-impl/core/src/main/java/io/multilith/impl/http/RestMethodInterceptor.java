package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import io.multilith.entrypoint.Workers;

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
    private final Callers callers;
    private final ForwardedCalls elsewhere;
    private final BeanManager beans;
    private final Class<?> service;

    @Inject
    public RestMethodInterceptor(Workers workers, RestCall current, Callers callers, ForwardedCalls elsewhere,
            BeanManager beans, @Intercepted Bean<?> intercepted) {
        this.workers = workers;
        this.current = current;
        this.callers = callers;
        this.elsewhere = elsewhere;
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
        if (elsewhere.isElsewhere(method.service())) {
            return elsewhere.call(method, context.getParameters(), RestInvocations.headers(request));
        }
        var body = new RestBody(context);
        var answer = new RestAnswer(request, body);
        var caller = callers.of(request.getSecurityContext());
        var ended = workers.runHere(RestInvocations.read(request, caller, method, context.getParameters()), body);
        if (body.stage().isEmpty()) {
            return answer.of(ended.toCompletableFuture().join());
        }
        var type = method.method().getJavaMember().getReturnType();
        return type.isAssignableFrom(CompletableFuture.class) ? answer.of(ended) : body.stage().get();
    }
}
