package io.multilith.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a service for a unit test: the real bean, with a substitute at each of its injection points. What is not
 * substituted is a mock that answers with nothing.
 *
 * <pre>{@code
 * try (var worker = WorkerFactory.of(Greeter.class).with(Cache.class, new Cache()).create()) {
 *     assertThat(worker.service().greet("Matt")).isEqualTo("Hello Matt!");
 * }
 * }</pre>
 *
 * A factory is used by one thread.
 *
 * @param <S> the service
 * @since 0.1
 */
public final class WorkerFactory<S> {
    private final Class<S> service;
    private final Map<Class<?>, Object> substitutes = new LinkedHashMap<>();

    private WorkerFactory(Class<S> service) {
        this.service = service;
    }

    /**
     * Begins with a service.
     *
     * @param service its class
     * @param <S> the service
     * @return a factory that mocks all dependencies
     */
    public static <S> WorkerFactory<S> of(Class<S> service) {
        return new WorkerFactory<>(service);
    }

    /**
     * Injects an object wherever the service asks for the type, whatever the qualifiers.
     *
     * @param type the type of the injection point, without type arguments
     * @param substitute what is injected
     * @param <T> the type
     * @return this
     */
    public <T> WorkerFactory<S> with(Class<T> type, T substitute) {
        substitutes.put(type, substitute);
        return this;
    }

    /**
     * Makes the service. Close the worker after the test.
     *
     * @return the service with its dependencies
     * @throws IllegalArgumentException ML0800 if a substitute is of a type that is injected nowhere
     */
    public Worker<S> create() {
        return Worker.create(service, substitutes);
    }
}
