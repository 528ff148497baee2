package io.multilith.entrypoint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;

/**
 * A method of a service that can be called through the worker pipeline. Immutable.
 *
 * @param service
 *     the service's name
 * @param method
 *     the method as CDI sees it, extensions' changes included
 * @param expected
 *     exceptions that are the caller's to deal with: answered with their own error code, logged as a warning
 * @since 0.1
 */
public record ServiceMethod(String service, AnnotatedMethod<?> method, List<Class<? extends Throwable>> expected) {

    public ServiceMethod {
        expected = List.copyOf(expected);
    }

    /**
     * Takes the exceptions of the {@code throws} clause for expected, but for {@code Exception} and {@code Throwable}, which
     * say nothing.
     *
     * @param service
     *     the service's name
     * @param method
     *     the method as CDI sees it
     */
    @SuppressWarnings("unchecked") // what a method throws is throwable
    public ServiceMethod(String service, AnnotatedMethod<?> method) {
        this(service, method, Arrays.stream(method.getJavaMember().getExceptionTypes())
                .filter(type -> type != Exception.class && type != Throwable.class)
                .<Class<? extends Throwable>>map(type -> (Class<? extends Throwable>) type).toList());
    }

    /**
     * Expects more exceptions, for a binder whose annotation names them.
     *
     * @param more
     *     exceptions that the method may end with
     * @return a copy
     */
    public ServiceMethod expecting(List<Class<? extends Throwable>> more) {
        return new ServiceMethod(service, method, Stream.concat(expected.stream(), more.stream()).toList());
    }

    /**
     * The name by which callers know the method.
     *
     * @return the Java method's name
     */
    public String name() {
        return method.getJavaMember().getName();
    }

    /**
     * The parameters in order.
     *
     * @return one entry a parameter
     */
    public List<? extends AnnotatedParameter<?>> parameters() {
        return method.getParameters();
    }

    /**
     * Names the method in logs and metrics.
     *
     * @return {@code service.method}
     */
    public String qualifiedName() {
        return service + "." + name();
    }

    /**
     * Names the method in deployment problems.
     *
     * @return {@code package.Class#method}
     */
    public String javaName() {
        return method.getDeclaringType().getJavaClass().getName() + "#" + name();
    }
}
