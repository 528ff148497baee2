package io.multilith.testing;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

/** Beans that a server has of its own. */
final class ServerBeans implements Extension {
    private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();

    void add(@Observes AfterBeanDiscovery event) {
        event.<Validator>addBean().types(Validator.class, Object.class).scope(Dependent.class)
                .createWith(context -> validators.getValidator());
        event.<ValidatorFactory>addBean().types(ValidatorFactory.class, Object.class).scope(Dependent.class)
                .createWith(context -> validators);
    }

    void end(@Observes BeforeShutdown event) {
        validators.close();
    }
}
