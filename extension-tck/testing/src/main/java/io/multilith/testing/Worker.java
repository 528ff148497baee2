package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * A service under test with what is injected into it.
 *
 * @param <S> the service
 * @since 0.1
 */
public final class Worker<S> implements AutoCloseable {
    private final SeContainer container;
    private final Class<S> service;
    private final Substitution substitution;

    private Worker(SeContainer container, Class<S> service, Substitution substitution) {
        this.container = container;
        this.service = service;
        this.substitution = substitution;
    }

    static <S> Worker<S> create(Class<S> service, List<Given> substitutes) {
        var substitution = new Substitution(service, substitutes);
        try {
            return new Worker<>(SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(service)
                    .addExtensions(substitution).initialize(), service, substitution);
        } catch (DeploymentException unsatisfied) {
            throw substitution.problem().map(RuntimeException.class::cast).orElse(unsatisfied);
        }
    }

    /**
     * The service. Calls reach it as other beans' do: interceptors apply, entrypoints and transports do not.
     *
     * @return always the same
     */
    public S service() {
        return container.select(service).get();
    }

    /**
     * What was injected for a type: the substitute or the mock, to stub and to verify.
     *
     * @param type the type of the injection point, without type arguments
     * @param qualifiers those that the injection point has among its own; none: the first of the type
     * @param <T> the type
     * @return the object
     * @throws IllegalArgumentException ML0801 if the type is injected nowhere
     */
    public <T> T dependency(Class<T> type, Annotation... qualifiers) {
        return substitution.find(type, Set.of(qualifiers)).map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException(MESSAGES
                        .unknownDependency(type.getSimpleName(), service.getSimpleName(), substitution.points())));
    }

    @Override
    public void close() {
        container.close();
    }
}
