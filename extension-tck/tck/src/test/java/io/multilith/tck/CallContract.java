package io.multilith.tck;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.CallHeader;
import io.multilith.impl.placement.RoutingBus;
import io.multilith.impl.rpc.RpcCounters;
import io.multilith.messaging.Message;
import io.multilith.messaging.Message.Properties;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.Routing;
import io.multilith.problem.ErrorName;
import io.multilith.rpc.OneWay;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What a call does, wherever its service is. The service has one worker, two places to wait, and a credit of ten. */
abstract class CallContract {
    static final Map<String, String> KEYS = Map.of("multilith.target.concurrency", "1", "multilith.target.queue", "2",
            "multilith.http.max-body", "20000");
    private static final Duration PATIENCE = Timeouts.of(Duration.ofSeconds(10));
    private static final Duration GRACE = Timeouts.of(Duration.ofMillis(250));
    private static final int MORE_THAN_THE_CREDIT = 15;

    /** The node with the service {@link Target}. */
    protected abstract WeldContainer serving();

    /** The node that calls; may be the same. */
    protected abstract WeldContainer calling();

    @BeforeEach
    void open() {
        target().open();
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{|400", "``|400", "[]|400", "{}|400", "7|400",
                "{\"args\":[],\"kwargs\":{}}|400", "{\"args\":7}|400", "{\"kwargs\":[]}|400", "{\"args\":[]} x|400",
                "{\"args\":[1],\"args\":[2]}|400", "{\"args\":[]}|422", "{\"args\":[1,2]}|422",
                "{\"args\":[1e999999999]}|422"})
        void is_answered_with_its_status(String body, int status) {
            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                assertThat(status(ask(request("echo", body)))).isEqualTo(status);
            }

            assertAlive();
        }

        @Test
        void that_is_no_text_is_answered_with_400() {
            assertRefused(raw(new byte[]{(byte) 0xff, (byte) 0xfe}, Optional.of(Message.JSON)), 400);
        }

        @Test
        void that_is_very_deep_is_answered_with_400() {
            assertRefused(request("echo", "{\"args\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}"), 400);
        }

        @Test
        void that_is_too_long_is_answered_with_413() {
            assertRefused(request("echo", "{\"args\":[\"" + "a".repeat(20_000) + "\"]}"), 413);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/x-java-serialized-object", "nonsense"})
        void of_another_content_type_is_answered_with_415(String type) {
            assertRefused(raw("{\"args\":[\"a\"]}".getBytes(StandardCharsets.UTF_8), Optional.of(type)), 415);
        }

        @Test
        void without_a_content_type_is_taken_for_json() {
            var reply = ask(raw("{\"args\":[\"a\"]}".getBytes(StandardCharsets.UTF_8), Optional.empty()));

            assertThat(reply.getString("result")).isEqualTo("a");
        }

        @Test
        void without_a_method_is_answered_with_400() {
            assertRefused(request("", "{\"args\":[]}"), 400);
        }

        @Test
        void to_an_unknown_method_is_answered_with_404() {
            assertRefused(request("absent", "{\"args\":[]}"), 404);
        }

        @Test
        void without_an_address_for_the_answer_runs_and_is_not_answered() {
            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                var text = "one-way " + i;
                await().atMost(PATIENCE).until(() -> {
                    bus().send(request("note", "{\"args\":[\"" + text + "\"]}"));
                    return true;
                });
                await().atMost(PATIENCE).until(() -> target().notes().contains(text));
            }

            assertAlive();
        }

        @Test
        void without_an_address_for_the_error_is_passed_over() {
            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                bus().send(request("note", "{"));
            }

            assertAlive();
        }

        @ParameterizedTest
        @ValueSource(strings = {"rpc.target", "events.power", "changes.power", "dlq.target.on", "retry.target", "nodes",
                "calls.cancelled"})
        void with_an_address_of_multiliths_own_for_the_answer_is_refused(String address) {
            var refused = counters().refused();
            var text = UUID.randomUUID().toString();

            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                bus().send(request("note", "{\"args\":[\"" + text + "\"]}").withReplyTo(address, "c"));
            }

            await().atMost(PATIENCE).until(() -> counters().refused() == refused + MORE_THAN_THE_CREDIT);
            assertAlive();
            assertThat(target().notes()).doesNotContain(text);
        }

        @Test
        void that_is_past_its_deadline_is_counted_and_not_answered() {
            var expired = counters().expired();
            var text = UUID.randomUUID().toString();
            var deadline = Instant.now().minusSeconds(5).toEpochMilli();

            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                bus().send(request("note", "{\"args\":[\"" + text + "\"]}").withHeaders(Map.of("deadline", deadline)));
            }

            await().atMost(PATIENCE).until(() -> counters().expired() == expired + MORE_THAN_THE_CREDIT);
            assertAlive();
            assertThat(target().notes()).doesNotContain(text);
        }

        private void assertRefused(Message request, int status) {
            for (var i = 0; i < MORE_THAN_THE_CREDIT; i++) {
                assertThat(status(ask(request))).isEqualTo(status);
            }
            assertAlive();
        }
    }

    @Nested
    class Failure {
        @Test
        void that_is_an_error_of_java_is_a_general_error_with_an_id() {
            var failure = catchThrowableOfType(RpcException.Remote.class, () -> api().explode());

            assertThat(failure.problem().name()).isEqualTo(ErrorName.GENERAL_ERROR);
            assertThat(failure.problem().errorId()).isPresent();
            assertThat(failure).hasMessageNotContaining("secret");
            assertAlive();
        }

        @Test
        void that_is_declared_is_told_with_its_code() {
            var failure = catchThrowableOfType(RpcException.Remote.class, () -> api().sell());

            assertThat(failure.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
            assertThat(failure.problem().errorCode()).contains("OutOfStock");
        }

        @Test
        void of_a_result_that_refers_to_itself_is_a_general_error() {
            var failure = catchThrowableOfType(RpcException.Remote.class, () -> api().knot());

            assertThat(failure.problem().kind()).isEqualTo("unwritable-result");
            assertThat(failure.problem().errorId()).isPresent();
            assertAlive();
        }

        @Test
        void tells_an_unknown_service() {
            var begin = Instant.now();

            var failure = catchThrowableOfType(RpcException.NoService.class,
                    () -> services().service("nobody").call("x"));

            assertThat(failure.problem().name()).isEqualTo(ErrorName.NOT_FOUND);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Timeouts.of(Duration.ofSeconds(1)));
        }

        @Test
        void tells_an_unknown_method() {
            assertThat(catchThrowableOfType(RpcException.UnknownMethod.class, () -> client().call("absent")))
                    .hasMessageContaining("absent");
        }

        @Test
        void tells_wrong_arguments() {
            assertThat(catchThrowableOfType(RpcException.BadArguments.class, () -> client().call("echo", 1, 2)))
                    .isNotNull();
        }

        @Test
        void tells_a_request_that_is_none() {
            assertThat(catchThrowableOfType(RpcException.MalformedRequest.class,
                    () -> client().call("echo", nested(40)))).isNotNull();
        }

        @Test
        void tells_that_there_is_no_room() {
            target().shut();
            var calls = Stream.of("a", "b", "c", "d").map(text -> client().callAsync("hold", text)).toList();

            await().atMost(PATIENCE).until(() -> calls.stream().anyMatch(Future::isDone));
            target().open();

            var refused = calls.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
            assertThat(refused).singleElement().satisfies(call -> assertThat(call).failsWithin(PATIENCE)
                    .withThrowableThat().withCauseInstanceOf(RpcException.Overloaded.class));
            await().atMost(PATIENCE).until(() -> calls.stream().allMatch(Future::isDone));
        }

        private static Object nested(int depth) {
            return IntStream.range(0, depth).mapToObj(i -> i).reduce((Object) "x", (value, i) -> List.of(value),
                    (one, other) -> one);
        }
    }

    @Nested
    class Deadline {
        @Test
        void ends_a_call_that_never_returns() {
            target().shut();
            var begin = Instant.now();

            var failure = catchThrowableOfType(RpcException.Timeout.class,
                    () -> client().withTimeout(Duration.ofMillis(600)).call("hold", "never"));

            assertThat(failure.problem().name()).isEqualTo(ErrorName.TIMEOUT);
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(600),
                    Duration.ofMillis(600).plus(GRACE));
        }

        @Test
        void ends_a_call_that_never_begins() {
            target().shut();
            var holding = client().callAsync("hold", "first");
            var begin = Instant.now();

            var waiting = client().withTimeout(Duration.ofMillis(600)).callAsync("hold", "second");

            assertThat(waiting).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseInstanceOf(RpcException.Timeout.class);
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(600),
                    Duration.ofMillis(600).plus(GRACE));
            target().open();
            assertThat(holding).succeedsWithin(PATIENCE);
        }

        @Test
        void drops_and_counts_an_answer_that_is_late() {
            var dropped = dropped();
            target().shut();
            var late = client().withTimeout(Duration.ofMillis(300)).callAsync("hold", "late");
            assertThat(late).failsWithin(PATIENCE);

            target().open();

            await().atMost(PATIENCE).until(() -> dropped() > dropped);
        }
    }

    @Nested
    class Cancellation {
        @Test
        void keeps_a_call_from_running_that_has_not_begun() {
            var cancelled = counters().cancelled();
            target().shut();
            var first = UUID.randomUUID().toString();
            var second = UUID.randomUUID().toString();
            var running = client().callAsync("hold", first);
            await().atMost(PATIENCE).until(() -> target().begun().contains(first));
            var waiting = api().hold(second);

            waiting.cancel(true);
            await().atMost(PATIENCE).until(() -> counters().cancelled() == cancelled + 1);
            target().open();

            assertThat(running).succeedsWithin(PATIENCE);
            assertAlive();
            assertThat(target().begun()).contains(first).doesNotContain(second);
        }
    }

    @Nested
    class OneWayCall {
        @Test
        void runs_without_a_deadline_and_with_the_callers_data() {
            var text = UUID.randomUUID().toString();

            client().with(CallHeader.TENANT, "acme").as(TargetApi.class).note(text);

            await().atMost(PATIENCE).until(() -> target().notes().contains(text));
            var seen = target().contextOf(text).orElseThrow();
            assertThat(seen.deadline()).isEmpty();
            assertThat(seen.get(CallHeader.TENANT)).contains("acme");
        }
    }

    @Nested
    class Context {
        @Test
        void travels_along_the_chain() {
            var seen = client().with(CallHeader.TENANT, "acme").as(TargetApi.class).relay();

            var here = seen.get(0).split(" ", -1);
            var next = seen.get(1).split(" ", -1);
            assertThat(next[0]).isEqualTo(here[0]);
            assertThat(next[0].split(",", -1)).hasSize(1);
            assertThat(next[1].split(",", -1)).hasSize(2).startsWith(here[1]);
            assertThat(next[2]).isEqualTo("{tenant=acme}");
        }

        @Test
        void is_bounded_and_of_known_kinds() {
            var many = IntStream.range(0, 80).mapToObj(i -> "id" + i).collect(Collectors.joining(","));

            var reply = ask(request("relay", "{\"args\":[]}").withHeaders(Map.of("call-id-stack", many, "tenant",
                    "acme", "colour", "blue", "language", "no language", "traceparent", "00-a-b-01")));

            var here = reply.getJsonArray("result").getString(0).split(" ", -1);
            assertThat(here[1].split(",", -1)).hasSize(51).contains("id79").doesNotContain("id29");
            assertThat(here[2]).isEqualTo("{tenant=acme}");
        }
    }

    @Nested
    class Idempotence {
        @ParameterizedTest
        @MethodSource("io.multilith.tck.CallContract#messageIds")
        void gives_the_remembered_reply_to_a_call_that_comes_again(Object id) {
            var request = request("count", "{\"args\":[]}").withMessageId(id);

            var first = ask(request).getInt("result");
            var second = ask(request).getInt("result");

            assertThat(second).isEqualTo(first);
            assertThat(ask(request.withMessageId(UUID.randomUUID().toString())).getInt("result")).isEqualTo(first + 1);
        }

        @Test
        void is_not_that_of_other_methods() {
            var text = UUID.randomUUID().toString();
            var request = request("note", "{\"args\":[\"" + text + "\"]}").withMessageId(text);

            ask(request);
            ask(request);

            assertThat(target().notes().stream().filter(text::equals)).hasSize(2);
        }

        @Test
        void settles_what_it_answers() {
            for (var i = 0; i < 3 * MORE_THAN_THE_CREDIT; i++) {
                assertThat(ask(request("count", "{\"args\":[]}"))).containsOnlyKeys("result");
            }

            assertAlive();
        }
    }

    @Test
    void an_answer_goes_to_an_address_of_the_askers_own() {
        var address = "answers." + UUID.randomUUID();
        var answers = new ArrayList<String>();
        bus().provideQueue(address);
        var receiver = bus().receive(MessageSource.queue(address, 10), received -> {
            received.accept();
            answers.add(received.message().properties().correlationId().orElse("") + " "
                    + new String(received.message().body(), StandardCharsets.UTF_8));
        });

        bus().send(request("echo", "{\"args\":[\"a\"]}").withReplyTo(address, 7L));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answers).containsExactly("7 {\"result\":\"a\"}"));
        receiver.stop();
    }

    static Stream<Object> messageIds() {
        return Stream.of(UUID.randomUUID().toString(), UUID.randomUUID(), System.nanoTime());
    }

    interface TargetApi {
        String echo(String text);

        @OneWay
        void note(String text);

        CompletableFuture<Void> hold(String text);

        void explode();

        void sell();

        Object knot();

        List<String> relay();
    }

    private void assertAlive() {
        assertThat(client().call(String.class, "echo", "alive")).isEqualTo("alive");
    }

    private Target target() {
        return serving().select(Target.class).get();
    }

    private Services services() {
        return calling().select(Services.class).get();
    }

    private ServiceClient client() {
        return services().service("target");
    }

    private TargetApi api() {
        return client().as(TargetApi.class);
    }

    private MessageBus bus() {
        return calling().select(MessageBus.class).get();
    }

    private RpcCounters counters() {
        return serving().select(RpcCounters.class).get();
    }

    private long dropped() {
        return calling().select(RoutingBus.class).get().droppedAnswers();
    }

    private JsonObject ask(Message request) {
        var answer = bus().request(request, Instant.now().plus(PATIENCE)).toCompletableFuture().join();
        try (var reader = Json.createReader(new StringReader(new String(answer.body(), StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    private static int status(JsonObject reply) {
        assertThat(reply).containsOnlyKeys("error");
        return reply.getJsonObject("error").getInt("status");
    }

    private static Message request(String method, String body) {
        return Message.toQueue("rpc.target", body).withSubject(method);
    }

    private static Message raw(byte[] body, Optional<String> contentType) {
        var none = Properties.NONE;
        return new Message("rpc.target", Routing.QUEUE, body, false,
                new Properties(none.messageId(), none.correlationId(), none.replyTo(), Optional.of("echo"), contentType,
                        none.expiry(), none.group()),
                false, Message.NORMAL_PRIORITY, Optional.empty(), Map.of());
    }
}
