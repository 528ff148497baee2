package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.problem.ProblemDetail;

/**
 * What the client of a request is told of an exception; it is logged already. It travels with the request, as its mapper may
 * be called on any thread: the properties of Jakarta REST are the attributes of the servlet.
 */
record RestFailure(Exception thrown, ProblemDetail problem) {
    private static final String KEY = "io.multilith.failure";
    private static final String METHOD_KEY = "io.multilith.method";
    private static final String PATH_KEY = "io.multilith.path";

    void keep(ContainerRequestContext request) {
        request.setProperty(KEY, this);
    }

    static Optional<ProblemDetail> told(HttpServletRequest request, Throwable thrown) {
        return request.getAttribute(KEY) instanceof RestFailure failure && failure.thrown == thrown
                ? Optional.of(failure.problem)
                : Optional.empty();
    }

    static void keepMethod(ContainerRequestContext request, Method method, String path) {
        request.setProperty(METHOD_KEY, method);
        request.setProperty(PATH_KEY, path);
    }

    /** The method that answers the request, once it is known. */
    static Optional<Method> method(HttpServletRequest request) {
        return Optional.ofNullable((Method) request.getAttribute(METHOD_KEY));
    }

    /**
     * The path as the client asked for it, not the one it was sent on to. Of a request whose method is known it is the one kept
     * then: when a stage ends the server may have another request's.
     */
    static String path(HttpServletRequest request) {
        return request.getAttribute(PATH_KEY) instanceof String kept ? kept : request.getRequestURI();
    }
}
