package io.multilith.impl.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.events.HandleEvent;
import io.multilith.events.Priority;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Whose events they are, and what they take along. */
@ExtendWith(WeldJunit5Extension.class)
class EventSourceTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Orders.class, Relay.class, Helper.class);

    private final List<Message> sent = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        for (var address : List.of("events.orders", "events.relay", "events.other")) {
            weld.select(MessageBus.class).get().receive(MessageSource.topic(address, 10), received -> {
                sent.add(received.message());
                received.accept();
            });
        }
    }

    @Test
    void is_the_service_that_the_dispatcher_was_injected_into() {
        weld.select(Orders.class).get().place();

        assertThat(sent).filteredOn(message -> message.address().equals("events.orders")).singleElement()
                .satisfies(message -> {
                    assertThat(message.header("cloudEvents:source")).contains("/orders");
                    assertThat(message.headers()).doesNotContainKey("cloudEvents:callidstack");
                });
    }

    @Test
    void is_the_service_whose_call_is_served_when_it_was_injected_elsewhere() {
        weld.select(Orders.class).get().place();

        await().untilAsserted(() -> assertThat(sent).extracting(Message::address)
                .containsExactlyInAnyOrder("events.orders", "events.relay", "events.relay"));
        var told = sent.stream().collect(Collectors.groupingBy(Message::address));
        var cause = told.get("events.orders").get(0).header("cloudEvents:id").orElseThrow();
        assertThat(told.get("events.relay")).allSatisfy(message -> {
            assertThat(message.header("cloudEvents:callidstack")).contains(cause);
            assertThat(message.header("cloudEvents:tenant")).isEmpty();
        });
    }

    @Test
    void is_unknown_elsewhere_outside_of_a_call() {
        assertThatIllegalStateException().isThrownBy(() -> weld.select(Helper.class).get().tell())
                .withMessageStartingWith("ML0407").withMessageContaining("relay.helped");
    }

    @Test
    void is_the_one_that_is_named() {
        weld.select(EventDispatcher.class).get().from("other").dispatch("other.said", 1,
                new EventOptions(Optional.of("7"), Optional.of("s"), Priority.LOW, Map.of("colour", "red")));

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.address()).isEqualTo("events.other");
            assertThat(message.priority()).isEqualTo(Priority.LOW.level());
            assertThat(message.properties().group()).contains("s");
            assertThat(message.properties().messageId()).contains("7");
            assertThat(message.headers()).containsEntry("cloudEvents:id", "7")
                    .containsEntry("cloudEvents:colour", "red");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "my orders", "a.b", "events.orders"})
    void must_be_a_name(String source) {
        var events = weld.select(EventDispatcher.class).get();

        assertThatIllegalArgumentException().isThrownBy(() -> events.from(source))
                .withMessageStartingWith("ML0410").withMessageContaining("\"" + source + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order placed", "order.", ".order", "order.*", "*"})
    void tells_only_of_types_that_are_names(String type) {
        var events = weld.select(EventDispatcher.class).get().from("other");

        assertThatIllegalArgumentException().isThrownBy(() -> events.dispatch(type, 1))
                .withMessageStartingWith("ML0411").withMessageContaining("\"" + type + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Colour", "call-id", "id", "source", "type"})
    void takes_only_extensions_that_are_names(String extension) {
        var events = weld.select(EventDispatcher.class).get().from("other");
        var options = new EventOptions(Optional.empty(), Optional.empty(), Priority.NORMAL, Map.of(extension, "x"));

        assertThatIllegalArgumentException().isThrownBy(() -> events.dispatch("other.said", 1, options))
                .withMessageStartingWith("ML0412").withMessageContaining("\"" + extension + "\"");
    }

    @ServiceEntrypoint("orders")
    static class Orders {
        @Inject
        EventDispatcher events;

        void place() {
            events.dispatch("order.placed", 1);
        }
    }

    @ServiceEntrypoint("relay")
    static class Relay {
        @Inject
        Helper helper;

        @Inject
        EventDispatcher events;

        @HandleEvent(source = "orders", type = "order.placed")
        void on() {
            helper.tell();
            events.dispatch("relay.helped", 1);
        }
    }

    @ApplicationScoped
    static class Helper {
        @Inject
        EventDispatcher events;

        void tell() {
            events.dispatch("relay.helped", 1);
        }
    }
}
