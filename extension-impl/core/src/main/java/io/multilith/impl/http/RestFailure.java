package io.multilith.impl.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.entrypoint.Sensitive;
import io.multilith.problem.ProblemDetail;

/**
 * What the client of a request is told of an exception; it is logged already. It travels with the request, as its mapper may
 * be called on any thread: the properties of Jakarta REST are the attributes of the servlet.
 */
record RestFailure(Exception thrown, ProblemDetail problem) {
    private static final String KEY = "io.multilith.failure";
    private static final String METHOD_KEY = "io.multilith.method";
    private static final String PATH_KEY = "io.multilith.path";
    private static final List<Class<? extends Annotation>> OF_THE_PATH = List.of(PathParam.class, MatrixParam.class,
            BeanParam.class);

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
     * then: when a stage ends the server may have another request's. Empty where the method calls a part of it sensitive.
     */
    static Optional<String> path(HttpServletRequest request) {
        if (method(request).filter(RestFailure::takesSecretsFromThePath).isPresent()) {
            return Optional.empty();
        }
        return Optional
                .of(request.getAttribute(PATH_KEY) instanceof String kept ? kept : SentRequest.asked(request));
    }

    private static boolean takesSecretsFromThePath(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Sensitive.class)
                        && OF_THE_PATH.stream().anyMatch(parameter::isAnnotationPresent));
    }
}
