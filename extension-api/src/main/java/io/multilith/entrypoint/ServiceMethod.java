package io.multilith.entrypoint;

import java.util.List;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;

/**
 * A method of a service that can be called through the worker pipeline. Immutable.
 *
 * @param service
 *     the service's name
 * @param method
 *     the method as CDI sees it, extensions' changes included
 * @since 0.1
 */
public record ServiceMethod(String service, AnnotatedMethod<?> method) {

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
