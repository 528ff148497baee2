package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a service for a unit test: the real bean, with a substitute at each of its injection points. What is not
 * substituted is a mock that answers with nothing, when Mockito is on the class path; without it, everything is to be given.
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
    private final List<Given> substitutes = new ArrayList<>();

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
     * Injects an object where the service asks for the type.
     *
     * @param type the type of the injection point, without type arguments
     * @param substitute what is injected
     * @param qualifiers those that the injection point has among its own; none: wherever nothing more particular is given
     * @param <T> the type
     * @return this
     */
    public <T> WorkerFactory<S> with(Class<T> type, T substitute, Annotation... qualifiers) {
        substitutes.add(new Given(type, Set.of(qualifiers), substitute));
        return this;
    }

    /**
     * Makes the service. Close the worker after the test.
     *
     * @return the service with its dependencies
     * @throws IllegalArgumentException ML0800 if a substitute is injected nowhere, ML0813 if something is neither substituted
     *         nor can it be mocked; the service has not been made then
     */
    public Worker<S> create() {
        return Worker.create(service, substitutes);
    }
}
