package io.multilith.impl.consume;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.consume.Consume;
import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.Routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages of any sender, to methods whose parameter decides what they get. */
@ExtendWith(WeldJunit5Extension.class)
class ConsumeTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.consume.attempts", "2",
            "multilith.consume.retry-delay", "PT0.01S", "multilith.mailroom.fail.attempts", "1",
            "multilith.mailroom.slow.concurrency",
            "1"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Mailroom.class, Archive.class);

    @Test
    void gives_the_message_itself_with_its_context() {
        send("mail.raw", "x", "text/plain", Map.of("tenant", "t1", "call-id-stack", "a,b"));

        awaitGot("raw x t1 [a, b, m1]");
    }

    @Test
    void keeps_the_last_fifty_callers_and_what_is_an_id() {
        var many = IntStream.range(0, 80).mapToObj(number -> "c" + number).collect(Collectors.joining(","));
        var kept = IntStream.range(30, 80).mapToObj(number -> "c" + number).collect(Collectors.joining(", "));

        send("mail.raw", "x", "text/plain",
                Map.of("tenant", "t1", "call-id-stack", many + ",,b\u0007b," + "x".repeat(129)));

        awaitGot("raw x t1 [" + kept + ", m1]");
    }

    @Test
    void gives_the_call_an_id_of_its_own_when_that_of_the_message_is_none() {
        var message = message("mail.raw", new byte[]{'x'}, "text/plain", Map.of("tenant", "t1"));

        weld.select(MessageBus.class).get().send(message.withMessageId("y".repeat(129)));

        await().untilAsserted(() -> assertThat(weld.select(Mailroom.class).get().got()).singleElement().asString()
                .hasSize("raw x t1 []".length() + UUID.randomUUID().toString().length()).doesNotContain("yy"));
    }

    @Test
    void gives_bytes_as_they_are() {
        send("mail.bytes", "ü", "application/json", Map.of());

        awaitGot("bytes 2");
    }

    @Test
    void gives_text_as_it_is_unless_it_is_json() {
        send("mail.text", "ü", "text/plain", Map.of());
        awaitGot("text ü");

        send("mail.text", "\"quoted\"", "Application/JSON; charset=utf-8", Map.of());
        awaitGot("text ü", "text quoted");
    }

    @Test
    void gives_any_other_type_as_json() {
        send("mail.json", "{\"item\":\"a\",\"count\":2}", "whatever", Map.of());

        awaitGot("json a 2");
    }

    @Test
    void gives_a_method_of_a_generic_superclass_what_the_service_makes_its_parameter() {
        send("mail.kept", "x", "text/plain", Map.of());

        await().untilAsserted(() -> assertThat(weld.select(Archive.class).get().kept()).containsExactly("x"));
    }

    @Test
    void buries_text_that_is_no_utf_8() {
        weld.select(MessageBus.class).get().send(message("mail.text", new byte[]{(byte) 0xff}, "text/plain", Map.of()));

        awaitLetter("mailroom.text", 0, "malformed-request");
    }

    @Test
    void tries_as_often_as_the_settings_of_consume_say() {
        send("mail.json", "{\"item\":\"fail\",\"count\":2}", "application/json", Map.of());

        awaitLetter("mailroom.json", 2, "general-error");
    }

    @Test
    void tries_as_often_as_the_methods_own_key_says() {
        send("mail.fail", "x", "text/plain", Map.of());

        awaitLetter("mailroom.fail", 1, "general-error");
    }

    @Test
    void takes_no_more_ahead_than_the_method_can_have_at_once() {
        var room = weld.select(Mailroom.class).get();

        for (var i = 0; i < 15; i++) {
            send("mail.slow", "x", "text/plain", Map.of());
        }

        var left = weld.select(MessageBus.class).get().browse("mail.slow", Map.of(), 100).toCompletableFuture();
        assertThat(left.join()).hasSize(5);
        room.open();
    }

    private void awaitGot(String... got) {
        await().untilAsserted(() -> assertThat(weld.select(Mailroom.class).get().got()).containsExactly(got));
    }

    private void awaitLetter(String handler, int attempts, String reason) {
        var letters = weld.select(DeadLetters.class).get();
        await().until(() -> letters.list(handler, 1).size() == 1);
        assertThat(letters.list(handler, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(attempts);
            assertThat(letter.reason()).startsWith(reason);
        });
    }

    private void send(String address, String body, String contentType, Map<String, Object> headers) {
        weld.select(MessageBus.class).get()
                .send(message(address, body.getBytes(StandardCharsets.UTF_8), contentType, headers));
    }

    private static Message message(String address, byte[] body, String contentType, Map<String, Object> headers) {
        var none = Message.Properties.NONE;
        return new Message(address, Routing.QUEUE, body, false, new Message.Properties(Optional.of("m1"),
                none.correlationId(), none.replyTo(), none.subject(), Optional.of(contentType), none.expiry(),
                none.group()), true, Message.NORMAL_PRIORITY, Optional.empty(), headers);
    }

    public record Parcel(String item, int count) {}

    @ServiceEntrypoint("mailroom")
    static class Mailroom {
        private final List<String> got = new CopyOnWriteArrayList<>();
        private final CountDownLatch gate = new CountDownLatch(1);

        @Inject
        CurrentCall call;

        List<String> got() {
            return got;
        }

        @Consume("mail.raw")
        void raw(Message message) {
            got.add("raw " + new String(message.body(), StandardCharsets.UTF_8) + " "
                    + call.get(CallHeader.TENANT).orElseThrow() + " " + call.callIdStack());
        }

        @Consume("mail.bytes")
        void bytes(byte[] body) {
            got.add("bytes " + body.length);
        }

        @Consume("mail.text")
        void text(String body) {
            got.add("text " + body);
        }

        @Consume("mail.json")
        void json(Parcel parcel) {
            if (parcel.item().equals("fail")) {
                throw new IllegalStateException("failed");
            }
            got.add("json " + parcel.item() + " " + parcel.count());
        }

        @Consume("mail.slow")
        void slow(String body) throws InterruptedException {
            gate.await();
        }

        void open() {
            gate.countDown();
        }

        @Consume("mail.fail")
        void fail(String body) {
            throw new IllegalStateException("failed");
        }
    }

    abstract static class Keeper<T> {
        private final List<T> kept = new CopyOnWriteArrayList<>();

        List<T> kept() {
            return kept;
        }

        @Consume("mail.kept")
        void keep(T message) {
            kept.add(message);
        }
    }

    @ServiceEntrypoint("archive")
    static class Archive extends Keeper<String> {}
}
