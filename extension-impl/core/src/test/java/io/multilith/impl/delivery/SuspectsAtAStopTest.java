package io.multilith.impl.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.consume.Consume;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application that stops while the letter of a suspect is still to be torn up. */
class SuspectsAtAStopTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.consume.attempts", "2"));

    private WeldContainer application;
    private RecordingBus bus;

    @BeforeEach
    void boot() {
        application = Deployed.weld(Mailroom.class, Buses.class).initialize();
        bus = application.select(Buses.class).get().bus();
    }

    @Test
    void waits_for_the_broker_for_a_while() {
        bus.taking = new CompletableFuture<>();
        var received = new PlayedMessage(Message.toQueue("letters", "\"x\""), 2);
        bus.handlers.get("letters").accept(received);
        await().until(() -> received.happened.contains("accepted"));

        var stopping = Instant.now();
        application.close();

        assertThat(bus.letters).hasSize(1);
        assertThat(Duration.between(stopping, Instant.now())).isGreaterThan(Duration.ofMillis(1_900));
    }

    @ServiceEntrypoint("mailroom")
    static class Mailroom {
        @Consume("letters")
        void on(String letter) {}
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Buses {
        private final RecordingBus bus = new RecordingBus();

        RecordingBus bus() {
            return bus;
        }

        @Produces
        @Singleton
        MessageBus recording() {
            return bus;
        }
    }
}
