package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;

/** The Jakarta REST method that answers the present request, until it is called. */
@RequestScoped
public class RestCall {
    private Method matched;
    private ContainerRequestContext request;

    synchronized void match(Method method, ContainerRequestContext context) {
        matched = method;
        request = context;
    }

    /** The request, for the first call of its method; what a service calls by itself is nobody's request. */
    synchronized Optional<ContainerRequestContext> begin(Method method) {
        if (matched == null || !isSame(matched, method)) {
            return Optional.empty();
        }
        matched = null;
        return Optional.of(request);
    }

    /** The matched method may be that of an interface or a superclass, where its annotations are. */
    private static boolean isSame(Method matched, Method called) {
        return matched.getName().equals(called.getName())
                && Arrays.equals(matched.getParameterTypes(), called.getParameterTypes())
                && (matched.getDeclaringClass().isAssignableFrom(called.getDeclaringClass())
                        || called.getDeclaringClass().isAssignableFrom(matched.getDeclaringClass()));
    }
}
