package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * The Jakarta REST method that answers the request of this thread, until it is called. Not a request-scoped bean: to find out
 * that there is no request takes the container longer than most calls.
 */
@Singleton
public class RestCall {
    private final ThreadLocal<Match> current = new ThreadLocal<>();

    private record Match(Method method, ContainerRequestContext request) {}

    void match(Method method, ContainerRequestContext request) {
        current.set(new Match(method, request));
    }

    /** The request was answered, perhaps without its method. */
    void forget() {
        current.remove();
    }

    /** The request, for the first call of its method; what a service calls by itself is nobody's request. */
    Optional<ContainerRequestContext> begin(Method method) {
        var match = current.get();
        if (match == null || !isSame(match.method(), method)) {
            return Optional.empty();
        }
        current.remove();
        return Optional.of(match.request());
    }

    /** The matched method may be that of an interface or a superclass, where its annotations are. */
    private static boolean isSame(Method matched, Method called) {
        return matched.getName().equals(called.getName())
                && Arrays.equals(matched.getParameterTypes(), called.getParameterTypes())
                && (matched.getDeclaringClass().isAssignableFrom(called.getDeclaringClass())
                        || called.getDeclaringClass().isAssignableFrom(matched.getDeclaringClass()));
    }
}
