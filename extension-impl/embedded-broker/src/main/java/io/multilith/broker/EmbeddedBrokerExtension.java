package io.multilith.broker;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Runs the embedded broker from before the first connection until after the last, when nobody configured {@code amqp-host}.
 * <p>
 * A mistake of the user is a deployment problem (ML0750 to ML0755), never an exception. Called by the container, one thread at
 * a time; {@link #problem()} by any thread.
 *
 * @since 0.1
 */
public class EmbeddedBrokerExtension implements Extension {

    private static final int BEFORE_ANYTHING_CONNECTS = Interceptor.Priority.PLATFORM_BEFORE;
    private static final int AFTER_EVERYTHING_CLOSED = Interceptor.Priority.PLATFORM_AFTER + 1_000;

    private boolean used;
    private volatile EmbeddedBroker broker;

    void decide(@Observes BeforeBeanDiscovery discovery) {
        used = EmbeddedBrokerConfigSource.decidesTheHostIn(ConfigProvider.getConfig());
    }

    void leaveOutReadiness(@Observes ProcessAnnotatedType<EmbeddedBrokerReadiness> type) {
        if (!used) {
            type.veto();
        }
    }

    void start(@Observes @Priority(BEFORE_ANYTHING_CONNECTS) AfterDeploymentValidation validation) {
        if (!used || broker != null) {
            return;
        }
        try {
            var starting = new EmbeddedBroker(BrokerSettings.from(ConfigProvider.getConfig()));
            starting.start();
            broker = starting;
        } catch (EmbeddedBrokerException e) {
            validation.addDeploymentProblem(e);
        }
    }

    void stop(@Observes @Priority(AFTER_EVERYTHING_CLOSED) BeforeShutdown shutdown) {
        var stopping = broker;
        broker = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    Optional<String> problem() {
        var running = broker;
        return running == null ? Optional.of(EmbeddedBrokerMessages.MESSAGES.notRunning()) : running.problem();
    }
}
