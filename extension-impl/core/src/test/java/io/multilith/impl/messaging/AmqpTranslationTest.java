package io.multilith.impl.messaging;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.junit.jupiter.api.Test;

import io.multilith.messaging.Message;
import io.multilith.messaging.Routing;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of a message of any AMQP client. */
class AmqpTranslationTest {

    @Test
    void keeps_texts_numbers_and_booleans_as_they_are() {
        var message = received(
                Map.of("text", "a", "number", 1.5, "unsigned", UnsignedInteger.valueOf(3), "flag", true));

        assertThat(message.headers()).containsOnlyKeys("text", "number", "unsigned", "flag")
                .containsEntry("text", "a").containsEntry("number", 1.5).containsEntry("flag", true);
    }

    @Test
    void keeps_timestamps_uuids_symbols_and_characters_as_text() {
        var time = Instant.parse("2026-11-22T10:15:30.5Z");
        var id = UUID.randomUUID();

        var message = received(Map.of("cloudEvents:time", Date.from(time), "cloudEvents:id", id, "symbol",
                Symbol.valueOf("blue"), "character", 'x'));

        assertThat(message.headers()).isEqualTo(Map.of("cloudEvents:time", "2026-11-22T10:15:30.500Z",
                "cloudEvents:id", id.toString(), "symbol", "blue", "character", "x"));
    }

    @Test
    void keeps_neither_what_is_null_or_binary_nor_the_mark_of_a_copy() {
        var properties = new HashMap<String, Object>();
        properties.put("nothing", null);
        properties.put("binary", new Binary(new byte[]{1}));
        properties.put("_AMQ_DUPL_ID", Symbol.valueOf("1"));

        assertThat(received(properties).headers()).isEmpty();
    }

    private static Message received(Map<String, Object> properties) {
        var amqp = org.apache.qpid.proton.message.Message.Factory.create();
        amqp.setApplicationProperties(new ApplicationProperties(properties));
        return AmqpTranslation.fromAmqp("events.orders", Routing.TOPIC, amqp);
    }
}
