package io.multilith.impl.entrypoint;

import jakarta.enterprise.inject.spi.BeanManager;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;

/** Finds the methods that a test calls through the pipeline itself. */
final class Methods {
    private Methods() {}

    static ServiceMethod find(BeanManager beans, Class<?> service, String name) {
        var type = beans.createAnnotatedType(service);
        return new ServiceMethod(type.getAnnotation(ServiceEntrypoint.class).value(), type.getMethods().stream()
                .filter(method -> method.getJavaMember().getName().equals(name)).findFirst().orElseThrow());
    }
}
