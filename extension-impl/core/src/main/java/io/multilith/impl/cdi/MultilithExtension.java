package io.multilith.impl.cdi;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceCollection;
import io.multilith.rpc.RemoteService;

/** Collects, then validates; {@link Lifecycle} starts. Holds no rule of its own. */
public class MultilithExtension implements Extension {
    private final Discovery discovery = new Discovery();

    void collectDeclarations(@Observes ProcessManagedBean<?> event) {
        var type = event.getAnnotatedBeanClass();
        if (type.isAnnotationPresent(ServiceEntrypoint.class)) {
            discovery.addService(event.getBean(), type);
        } else if (type.isAnnotationPresent(ResourceCollection.class)) {
            discovery.addCollection(event.getBean(), type);
        } else {
            discovery.addOther(type);
        }
    }

    void collectRoles(
            @Observes @WithAnnotations({RolesAllowed.class, DeclareRoles.class}) ProcessAnnotatedType<?> event) {
        discovery.addRoles(event.getAnnotatedType());
    }

    void collectBinders(@Observes ProcessBean<?> event) {
        discovery.addBean(event.getBean());
    }

    void collectClients(@Observes ProcessInjectionPoint<?, ?> event) {
        collectClients(event.getInjectionPoint());
    }

    /** Of an object, too, that is no bean: a test that is injected. Until all types are known. */
    public void collectClients(InjectionPoint point) {
        point.getQualifiers().forEach(qualifier -> {
            if (qualifier instanceof RemoteService || qualifier instanceof Collection) {
                discovery.addClient(qualifier, point);
            }
        });
    }

    void addClients(@Observes AfterBeanDiscovery event, BeanManager beans) {
        new Clients(beans, discovery.problems()).add(discovery.clients(), event);
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        new Deployment(discovery, beans).validate();
        var found = discovery.problems().messages();
        if (!found.isEmpty()) {
            event.addDeploymentProblem(new DeploymentFailed(found));
        }
    }
}
