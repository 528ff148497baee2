package io.multilith.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;

import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.ServiceEntrypoint;

import static io.multilith.testing.TestingMessages.MESSAGES;

/** Takes the annotations of entrypoint kinds away from the methods of services, but for some. */
final class RestrictedEntrypoints implements Extension {
    private final List<String> kept;
    private final Set<String> known = new TreeSet<>();

    RestrictedEntrypoints(List<String> kept) {
        this.kept = kept;
    }

    void restrict(@Observes @WithAnnotations(ServiceEntrypoint.class) ProcessAnnotatedType<?> event) {
        var service = event.getAnnotatedType().getAnnotation(ServiceEntrypoint.class);
        if (service == null) {
            return; // one of its methods or fields has the annotation
        }
        event.getAnnotatedType().getMethods().stream().filter(RestrictedEntrypoints::isEntrypoint)
                .forEach(method -> known.add(name(service, method)));
        event.configureAnnotatedType()
                .filterMethods(method -> isEntrypoint(method) && !kept.contains(name(service, method)))
                .forEach(
                        method -> method.remove(one -> one.annotationType().isAnnotationPresent(EntrypointKind.class)));
    }

    void check(@Observes AfterTypeDiscovery event) {
        kept.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException(MESSAGES.unknownEntrypoint(unknown, known));
        });
    }

    private static boolean isEntrypoint(AnnotatedMethod<?> method) {
        return method.getAnnotations().stream()
                .anyMatch(one -> one.annotationType().isAnnotationPresent(EntrypointKind.class));
    }

    private static String name(ServiceEntrypoint service, AnnotatedMethod<?> method) {
        return service.value() + "." + method.getJavaMember().getName();
    }
}
