package io.multilith.impl.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import io.multilith.events.Event;
import io.multilith.events.Priority;
import io.multilith.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/** What a handler knows of the calls that led to its event, and what it tells on. */
class EventContextTest {
    private static final String MANY = IntStream.range(0, 80).mapToObj(number -> "c" + number)
            .collect(Collectors.joining(","));

    @Test
    void keeps_the_last_fifty_callers_of_an_extension() {
        var context = EventContext.read(event("e1", Map.of("callidstack", MANY)), message(Map.of()));

        assertThat(context.callers()).hasSize(50).startsWith("c30").endsWith("c79");
        assertThat(context.callId()).isEqualTo("e1");
    }

    @Test
    void keeps_the_last_fifty_callers_of_a_plain_property() {
        var context = EventContext.read(event("e1", Map.of()), message(Map.of("call-id-stack", MANY)));

        assertThat(context.callers()).hasSize(50).startsWith("c30").endsWith("c79");
    }

    @Test
    void leaves_out_what_is_no_id() {
        var foreign = "a,,b\u0007b," + "x".repeat(129) + ", c ,";

        var context = EventContext.read(event("e1", Map.of("callidstack", foreign)), message(Map.of()));

        assertThat(context.callers()).containsExactly("a", "c");
    }

    @Test
    void tells_on_long_ids_too() {
        var longIds = IntStream.range(10, 60).mapToObj(number -> number + "y".repeat(126))
                .collect(Collectors.joining(","));
        var context = EventContext.read(event("e1", Map.of("callidstack", longIds)), message(Map.of()));

        var told = EventContext.extensions(context).get("callidstack");

        assertThat(told).isEqualTo(longIds + ",e1");
    }

    @Test
    void begins_with_an_id_of_its_own_when_that_of_the_event_is_none() {
        var context = EventContext.read(event("a,b", Map.of()), message(Map.of()));

        assertThat(context.callIdStack()).singleElement().asString().doesNotContain(",").hasSize(36);
    }

    private static Event event(String id, Map<String, String> extensions) {
        return new Event(id, "orders", "order.placed", Optional.empty(), Instant.EPOCH, JsonValue.NULL,
                Priority.NORMAL, extensions);
    }

    private static Message message(Map<String, Object> headers) {
        return Message.toTopic("events.orders", "null").withHeaders(headers);
    }
}
