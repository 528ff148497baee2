package io.multilith.testing;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;

import io.multilith.impl.cdi.MultilithExtension;

/** Shows what tests have injected: they are no beans, but the clients that they ask for must be there. */
final class InjectedTests implements Extension {
    private final List<Object> tests;
    private final MultilithExtension multilith;

    InjectedTests(List<Object> tests, MultilithExtension multilith) {
        this.tests = List.copyOf(tests);
        this.multilith = multilith;
    }

    void show(@Observes AfterTypeDiscovery event, BeanManager beans) {
        tests.forEach(test -> beans.createAnnotatedType(test.getClass()).getFields().stream()
                .filter(field -> field.isAnnotationPresent(Inject.class))
                .forEach(field -> multilith.collectClients(beans.createInjectionPoint(field))));
    }
}
