package io.multilith.testing;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

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

    static <S> Worker<S> create(Class<S> service, Map<Class<?>, Object> substitutes) {
        var substitution = new Substitution(service, substitutes);
        var container = SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(service)
                .addExtensions(substitution).initialize();
        var unused = substitution.unused();
        if (unused.isPresent()) {
            container.close();
            throw new IllegalArgumentException(MESSAGES.unusedSubstitute(unused.get().getSimpleName(),
                    service.getSimpleName(), substitution.points()));
        }
        return new Worker<>(container, service, substitution);
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
     * @param <T> the type
     * @return the object
     * @throws IllegalArgumentException ML0801 if the type is injected nowhere
     */
    public <T> T dependency(Class<T> type) {
        return substitution.find(type).map(type::cast).orElseThrow(() -> new IllegalArgumentException(MESSAGES
                .unknownDependency(type.getSimpleName(), service.getSimpleName(), substitution.points())));
    }

    @Override
    public void close() {
        container.close();
    }
}
