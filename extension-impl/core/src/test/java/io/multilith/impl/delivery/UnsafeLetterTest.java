package io.multilith.impl.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What becomes of an event that cannot be handled while the broker takes no dead letters. */
@ExtendWith(WeldJunit5Extension.class)
class UnsafeLetterTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured
            .with(Map.of("multilith.events.attempts", "1", "multilith.events.dispatch-timeout", "PT0.05S"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Faulty.class, ForgetfulBus.class);

    @Test
    void is_not_settled_before_its_letter_is_safe() {
        var bus = weld.select(ForgetfulBus.class).get();
        bus.refuseNext();

        bus.deliver("1");

        await().untilAsserted(() -> assertThat(log.lines()).anySatisfy(
                line -> assertThat(line).startsWith("WARN").contains("ML0404", "dlq.faulty.on", "the disk is full")));
        assertThat(bus.happened()).containsExactly("refused");
        await().untilAsserted(() -> assertThat(bus.happened()).containsExactly("refused", "sent", "accepted"));
    }

    @Test
    void cannot_be_looked_for_while_the_broker_does_not_answer() {
        var letters = weld.select(DeadLetters.class).get();

        assertThatExceptionOfType(MessagingException.BrokerUnavailable.class)
                .isThrownBy(() -> letters.list("faulty.on", 1)).withMessageStartingWith("ML0431")
                .withMessageContaining("faulty.on").withMessageContaining("PT0.05S");
    }

    @ServiceEntrypoint("faulty")
    static class Faulty {
        @HandleEvent(source = "orders", type = "order.placed")
        void on() {
            throw new IllegalStateException("failed");
        }
    }

    /** Holds one handler and may refuse a letter. */
    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    @ApplicationScoped
    static class ForgetfulBus implements MessageBus {
        private final List<String> happened = new CopyOnWriteArrayList<>();
        private volatile Consumer<ReceivedMessage> handler;
        private volatile boolean refuses;

        void refuseNext() {
            refuses = true;
        }

        List<String> happened() {
            return happened;
        }

        void deliver(String id) {
            var message = Message.toTopic("events.orders", "1")
                    .withHeaders(Map.of("cloudEvents:id", id, "cloudEvents:type", "order.placed"));
            handler.accept(new ReceivedMessage() {
                @Override
                public Message message() {
                    return message;
                }

                @Override
                public int deliveryCount() {
                    return 0;
                }

                @Override
                public void accept() {
                    happened.add("accepted");
                }

                @Override
                public void release() {
                    happened.add("released");
                }
            });
        }

        @Override
        public CompletionStage<Void> send(Message message) {
            if (refuses) {
                refuses = false;
                happened.add("refused");
                return CompletableFuture.failedStage(new MessagingException.Refused("the disk is full"));
            }
            happened.add("sent");
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Message> request(Message message, Instant deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> receiver) {
            if (source.routing() == Routing.TOPIC) {
                handler = receiver;
            }
            return () -> {};
        }

        @Override
        public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void provideQueue(String address) {
            // Sends are all that counts here.
        }
    }
}
