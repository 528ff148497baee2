package io.multilith.impl.delivery;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/** What a letter hides of its message. */
class LetterMaskTest extends PlayedHandler {

    @BeforeEach
    void hide() {
        handleBy("hide", container.select(JsonCodec.class).get());
    }

    @Test
    void hides_a_secret_of_the_body_in_all_that_stands_beside_it() {
        deliver(Message.toQueue(FEED, "\"geheim78\"").withMessageId("of geheim78").withGroup("geheim78")
                .withSubject("geheim78 and more").withCorrelationId("geheim78")
                .withHeaders(Map.of("cloudEvents:subject",
                        "about geheim78", "colour", "blue", "number", 5)),
                0);
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement().satisfies(letter -> {
            assertThat(letter.toString()).doesNotContain("geheim78");
            assertThat(letter.properties().messageId()).contains("of ***");
            assertThat(letter.properties().correlationId()).contains("***");
            assertThat(letter.properties().subject()).contains("*** and more");
            assertThat(letter.properties().group()).contains("***");
            assertThat(letter.headers()).containsEntry("cloudEvents:subject", "about ***")
                    .containsEntry("colour", "blue").containsEntry("number", 5);
            assertThat(Letters.isMasked(letter)).isTrue();
        });
    }

    @Test
    void hides_what_is_nothing_but_a_secret_however_short_and_whatever_its_type() {
        deliver(Message.toQueue(FEED, "[12,\"ab\"]").withMessageId("1").withGroup("ab")
                .withHeaders(Map.of("number", 12, "text", "12", "other", "12 ab", "more", 123)), 0);
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement().satisfies(letter -> {
            assertThat(letter.properties().group()).contains("***");
            assertThat(letter.headers()).containsEntry("number", "***").containsEntry("text", "***")
                    .containsEntry("other", "12 ab").containsEntry("more", 123);
        });
    }

    @Test
    void hides_what_is_no_json_as_a_whole_and_beside_it() {
        deliver(Message.toQueue(FEED, "geheim78").withMessageId("1").withGroup("g").withSubject("geheim78"), 0);
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement()
                .satisfies(letter -> assertThat(letter.properties().subject()).contains("***"));
    }

    @Test
    void leaves_what_makes_a_letter_of_it() {
        deliver(Message.toQueue(FEED, "[\"letters\",\"postman\",\"multilith\"]").withMessageId("1").withGroup("g"), 0);
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement().satisfies(letter -> assertThat(letter.headers())
                .containsEntry("multilith-origin", FEED).containsEntry("multilith-handler", "postman.hide"));
    }

    @Test
    void lets_two_messages_without_identity_that_differ_in_secrets_only_share_a_letter() {
        for (var secret : new String[]{"geheim78", "geheim79"}) {
            deliver(Message.toQueue(FEED, "\"" + secret + "\"").withGroup(secret).withSubject(secret)
                    .withHeaders(Map.of("extension", secret)), 2);
            workers.returned();
        }

        var ids = letterIds(bus.sent);
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }
}
