package io.multilith.broker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Is ready while the embedded broker takes messages, else DOWN with the reason; no bean where the broker is not used. */
@Readiness
@ApplicationScoped
class EmbeddedBrokerReadiness implements HealthCheck {

    static final String NAME = "multilith-embedded-broker";

    private final EmbeddedBrokerExtension extension;

    @Inject
    EmbeddedBrokerReadiness(EmbeddedBrokerExtension extension) {
        this.extension = extension;
    }

    /** For the container's proxy. */
    EmbeddedBrokerReadiness() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named(NAME);
        return extension.problem().map(reason -> response.down().withData("reason", reason)).orElseGet(response::up)
                .build();
    }
}
