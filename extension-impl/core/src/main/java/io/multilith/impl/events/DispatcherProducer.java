package io.multilith.impl.events;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;

/** Gives each service a dispatcher whose events are its own, and everybody else one for the service being called. */
@ApplicationScoped
public class DispatcherProducer {
    private final BusEventDispatcher dispatcher;

    /** For the client proxy only. */
    protected DispatcherProducer() {
        this(null);
    }

    @Inject
    public DispatcherProducer(BusEventDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Produces
    @Dependent
    EventDispatcher dispatcher(InjectionPoint point) {
        return service(point).<EventDispatcher>map(service -> new SourcedDispatcher(dispatcher, service))
                .orElse(dispatcher);
    }

    /** A lookup has no bean that it is for. */
    private static Optional<String> service(InjectionPoint point) {
        return Optional.ofNullable(point.getBean())
                .map(bean -> bean.getBeanClass().getAnnotation(ServiceEntrypoint.class)).map(ServiceEntrypoint::value);
    }
}
