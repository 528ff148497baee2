package io.multilith.impl.rpc;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.Message.Properties;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.Routing;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** What any client may send to {@code rpc.{service}}, byte by byte. */
@ExtendWith(WeldJunit5Extension.class)
class RpcWireTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.http.max-body", "2000"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Echo.class);

    @Test
    void takes_arguments_by_position_and_by_name() {
        assertThat(ask("join", "{\"args\":[\"a\",\"b\"]}").getString("result")).isEqualTo("ab");
        assertThat(ask("join", "{\"kwargs\":{\"second\":\"b\",\"first\":\"a\"}}").getString("result"))
                .isEqualTo("ab");
    }

    @Test
    void passes_over_members_that_are_neither() {
        assertThat(ask("join", "{\"args\":[\"a\",\"b\"],\"more\":1}").getString("result")).isEqualTo("ab");
    }

    @Test
    void names_arguments_that_are_missing_or_unknown() {
        var error = error(ask("join", "{\"kwargs\":{\"first\":\"a\",\"third\":\"c\"}}"));

        assertThat(error.getInt("status")).isEqualTo(422);
        assertThat(error.getJsonArray("errors")).extracting(one -> one.asJsonObject().getString("pointer"))
                .containsExactly("/kwargs/second", "/kwargs/third");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{|400|malformed-request", "''|400|malformed-request",
            "[]|400|malformed-request", "{}|400|malformed-request", "{\"args\":[],\"kwargs\":{}}|400|malformed-request",
            "{\"args\":{}}|400|malformed-request", "{\"kwargs\":[]}|400|malformed-request",
            "{\"args\":[1],\"args\":[2]}|400|malformed-request", "{\"args\":[\"a\"]}|422|bad-arguments",
            "{\"args\":[\"a\",\"b\",\"c\"]}|422|bad-arguments", "{\"args\":[\"a\",1]}|422|bad-arguments"})
    void answers_a_bad_request_with_an_error_and_goes_on(String body, int status, String kind) {
        var error = error(ask("join", body));

        assertThat(error.getInt("status")).isEqualTo(status);
        assertThat(error.getString("className")).isEqualTo(kind);
        assertLives();
    }

    @Test
    void answers_a_body_that_is_too_deep_too_long_or_no_text() {
        assertThat(error(ask("join", "{\"args\":" + "[".repeat(40) + "]".repeat(40) + "}")).getInt("status"))
                .isEqualTo(400);
        assertThat(error(ask("join", "{\"args\":[\"" + "a".repeat(2_000) + "\",\"b\"]}")).getInt("status"))
                .isEqualTo(413);
        assertThat(error(ask(request(new byte[]{(byte) 0xff, (byte) 0xfe}, Optional.of("join"), "application/json")))
                .getInt("status")).isEqualTo(400);
        assertLives();
    }

    @Test
    void answers_a_number_of_very_many_digits_with_an_error_of_the_callers() {
        var error = error(ask("join", "{\"args\":[\"a\"," + "9".repeat(1_500) + "]}"));

        assertThat(error.getInt("status")).isBetween(400, 422);
        assertLives();
    }

    @Test
    void answers_a_request_without_a_subject() {
        assertThat(error(ask(request(bytes("{\"args\":[]}"), Optional.empty(), "application/json")))
                .getInt("status")).isEqualTo(400);
        assertThat(error(ask(request(bytes("{\"args\":[]}"), Optional.of(""), "application/json"))).getInt("status"))
                .isEqualTo(400);
        assertLives();
    }

    @Test
    void answers_an_unknown_method() {
        var error = error(ask("jump", "{\"args\":[]}"));

        assertThat(error.getInt("status")).isEqualTo(404);
        assertThat(error.getString("className")).isEqualTo("unknown-method");
    }

    @Test
    void offers_no_method_without_the_annotation() {
        assertThat(error(ask("hidden", "{\"args\":[]}")).getString("className")).isEqualTo("unknown-method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
    void takes_json_as_the_content_type(String type) {
        var reply = ask(request(bytes("{\"args\":[\"a\",\"b\"]}"), Optional.of("join"), type));

        assertThat(reply.getString("result")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/jsonp", "nonsense"})
    void answers_any_other_content_type_with_415(String type) {
        var error = error(ask(request(bytes("{\"args\":[\"a\",\"b\"]}"), Optional.of("join"), type)));

        assertThat(error.getInt("status")).isEqualTo(415);
        assertLives();
    }

    @Test
    void runs_a_call_without_an_address_for_the_answer() {
        bus().send(Message.toQueue("rpc.echo", "{\"args\":[\"x\"]}").withSubject("note"));

        await().untilAsserted(() -> assertThat(notes()).containsExactly("x"));
    }

    @Test
    void does_not_begin_a_call_whose_time_is_over() {
        bus().send(note("late").withHeaders(Map.of("deadline", Instant.now().minusSeconds(5).toEpochMilli())));
        bus().send(expiring(note("later"), Instant.now().minusMillis(1)));
        bus().send(note("now"));

        await().untilAsserted(() -> assertThat(notes()).contains("now"));
        assertThat(notes()).containsExactly("now");
    }

    @Test
    void allows_for_clocks_that_differ_by_less_than_a_second() {
        bus().send(note("skewed").withHeaders(Map.of("deadline", Instant.now().minusMillis(500).toEpochMilli())));

        await().untilAsserted(() -> assertThat(notes()).containsExactly("skewed"));
    }

    @Test
    void obeys_the_earlier_of_ttl_and_deadline() {
        var deadline = Instant.now().plusSeconds(30);
        var question = Message.toQueue("rpc.echo", "{\"args\":[]}").withSubject("context")
                .withTimeToLive(Duration.ofSeconds(3)).withHeaders(Map.of("deadline", deadline.toEpochMilli()));

        var seen = ask(question).getJsonObject("result");

        assertThat(Instant.ofEpochMilli(seen.getJsonNumber("deadline").longValue()))
                .isCloseTo(Instant.now().plusSeconds(3), within(Duration.ofMillis(900)));
    }

    @Test
    void reads_the_call_id_stack_of_any_client() {
        var seen = ask(Message.toQueue("rpc.echo", "{\"args\":[]}").withSubject("context")
                .withHeaders(Map.of("call-id-stack", "one,two", "deadline", Instant.now().plusSeconds(9).toEpochMilli(),
                        "traceparent", TRACE)))
                .getJsonObject("result");

        assertThat(seen.getJsonArray("callers").toString()).isEqualTo("[\"one\",\"two\"]");
        assertThat(seen.getString("trace")).isEqualTo(TRACE);
    }

    private void assertLives() {
        assertThat(ask("join", "{\"args\":[\"still\",\"alive\"]}").getString("result")).isEqualTo("stillalive");
    }

    private List<String> notes() {
        return weld.select(Echo.class).get().notes();
    }

    private JsonObject ask(String method, String body) {
        return ask(Message.toQueue("rpc.echo", body).withSubject(method));
    }

    private JsonObject ask(Message question) {
        var answer = bus().request(question, Instant.now().plusSeconds(5)).toCompletableFuture().join();
        assertThat(answer.properties().contentType()).contains("application/json");
        try (var reader = Json.createReader(
                new StringReader(new String(answer.body(), StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    private static JsonObject error(JsonObject reply) {
        assertThat(reply).containsOnlyKeys("error");
        return reply.getJsonObject("error");
    }

    private static Message note(String text) {
        return Message.toQueue("rpc.echo", "{\"args\":[\"" + text + "\"]}").withSubject("note");
    }

    private static Message expiring(Message message, Instant expiry) {
        var p = message.properties();
        return new Message(message.address(), message.routing(), message.body(), message.text(),
                new Properties(p.messageId(), p.correlationId(), p.replyTo(), p.subject(), p.contentType(),
                        Optional.of(expiry), p.group()),
                false, Message.NORMAL_PRIORITY, Optional.empty(), Map.of());
    }

    private static Message request(byte[] body, Optional<String> subject, String contentType) {
        var none = Properties.NONE;
        return new Message("rpc.echo", Routing.QUEUE, body, false,
                new Properties(none.messageId(), none.correlationId(),
                        none.replyTo(), subject, Optional.of(contentType), none.expiry(), none.group()),
                false, Message.NORMAL_PRIORITY, Optional.empty(), Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private MessageBus bus() {
        return weld.select(MessageBus.class).get();
    }

    public record Seen(List<String> callers, long deadline, String trace) {
        static Seen of(CallContext context) {
            return new Seen(context.callers(), context.deadline().orElseThrow().toEpochMilli(),
                    context.headers().get("traceparent"));
        }
    }

    @ServiceEntrypoint("echo")
    static class Echo {
        private final List<String> notes = new CopyOnWriteArrayList<>();

        @Inject
        Workers workers;

        @Rpc
        String join(String first, String second) {
            return first + second;
        }

        @Rpc
        void note(String text) {
            notes.add(text);
        }

        @Rpc
        Seen context() {
            return Seen.of(workers.current().orElseThrow().context());
        }

        String hidden() {
            return "hidden";
        }

        List<String> notes() {
            return notes;
        }
    }
}
