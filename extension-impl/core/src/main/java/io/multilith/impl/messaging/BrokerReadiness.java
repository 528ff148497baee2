package io.multilith.impl.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.multilith.impl.config.ChannelSettings;

/** Ready when there is a connection to the broker, or no broker is wanted. */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
    private final AmqpBus bus;

    /** For the client proxy only. */
    protected BrokerReadiness() {
        this(null);
    }

    @Inject
    public BrokerReadiness(AmqpBus bus) {
        this.bus = bus;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("multilith-broker");
        if (!ChannelSettings.brokerConfigured()) {
            return response.up().withData("mode", "in-process").build();
        }
        var state = bus.state();
        return response.status(state.connected()).withData("broker", state.broker())
                .withData("reason", state.connected()
                        ? "connected"
                        : MessagingMessages.MESSAGES
                                .brokerUnreachable(state.broker()))
                .build();
    }
}
