package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a request is settled, and which are passed over, without a bus that moves anything. */
class RpcReceiverTest {
    private static final Logger RPC_LOG = Logger.getLogger("io.multilith.impl.rpc");

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final RecordingBus bus = new RecordingBus();
    private final RpcCounters counters = new RpcCounters();
    private final Server server = new Server();
    private RpcReceiver receiver;

    @BeforeEach
    void start() {
        RPC_LOG.setLevel(Level.ALL);
        receiver = new RpcReceivers(bus, new JsonCodec(), new Settings(), counters).receiver("server", 1);
        receiver.start(server);
    }

    @AfterEach
    void resetLog() {
        RPC_LOG.setLevel(null);
    }

    @Nested
    class AtMostOnce {
        @Test
        void is_settled_before_it_runs() {
            bus.deliver(request("plain"));

            server.end("1");

            assertThat(bus.steps()).containsExactly("settled", "ran plain", "sent {\"result\":1}");
        }

        @Test
        void runs_again_when_it_comes_again() {
            bus.deliver(request("plain").withMessageId("a"));
            bus.deliver(request("plain").withMessageId("a"));

            assertThat(bus.steps()).containsExactly("settled", "ran plain", "settled", "ran plain");
        }
    }

    @Nested
    class Idempotent {
        @Test
        void is_settled_after_its_reply_is_handed_over() {
            var handedOver = new CompletableFuture<Void>();
            bus.sendingComesTo(handedOver);
            bus.deliver(request("idempotent"));

            server.end("1");
            assertThat(bus.steps()).containsExactly("ran idempotent", "sent {\"result\":1}");
            handedOver.complete(null);

            assertThat(bus.steps()).endsWith("settled");
        }

        @Test
        void is_left_to_another_when_it_cannot_be_finished_before_the_stop() {
            bus.deliver(request("idempotent"));

            receiver.stop();
            server.fail(new IllegalStateException("interrupted"));

            assertThat(bus.steps()).containsExactly("ran idempotent", "released");
        }

        @Test
        void is_answered_when_it_is_finished_after_the_stop() {
            bus.deliver(request("idempotent"));

            receiver.stop();
            server.end("1");

            assertThat(bus.steps()).containsExactly("ran idempotent", "sent {\"result\":1}", "settled");
        }

        @Test
        void is_settled_when_its_reply_finds_nobody() {
            bus.sendingComesTo(CompletableFuture.failedStage(new MessagingException.Refused("gone")));
            bus.deliver(request("idempotent"));

            server.end("1");

            assertThat(bus.steps()).endsWith("settled");
        }

        @Test
        void gets_the_remembered_reply_when_it_comes_again() {
            bus.deliver(request("idempotent").withMessageId(7L));
            server.end("1");

            bus.deliver(request("idempotent").withMessageId(7L));

            assertThat(bus.steps()).containsExactly("ran idempotent", "sent {\"result\":1}", "settled",
                    "sent {\"result\":1}", "settled");
            assertThat(counters.repeated()).isEqualTo(1);
        }

        @Test
        void waits_for_the_reply_of_the_first_while_that_runs() {
            bus.deliver(request("idempotent").withMessageId("a"));
            bus.deliver(request("idempotent").withMessageId("a"));
            assertThat(bus.steps()).containsExactly("ran idempotent");

            server.end("1");

            assertThat(bus.steps()).containsExactlyInAnyOrder("ran idempotent", "sent {\"result\":1}", "settled",
                    "sent {\"result\":1}", "settled");
        }

        @Test
        void gets_the_remembered_reply_when_it_comes_again_in_another_span() {
            var request = request("idempotent").withMessageId("a");
            bus.deliver(request
                    .withHeaders(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
            server.end("1");

            bus.deliver(request
                    .withHeaders(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01")));

            assertThat(bus.steps().stream().filter(step -> step.startsWith("ran"))).hasSize(1);
        }

        @Test
        void has_its_turn_when_the_time_of_the_first_ran_out_before_it_began() {
            bus.deliver(request("idempotent").withMessageId("a").withTimeToLive(Duration.ofMillis(1)));
            bus.deliver(request("idempotent").withMessageId("a"));

            await().pollDelay(Duration.ofMillis(10)).until(() -> true);
            server.fail(new ProblemException(ErrorName.TIMEOUT, "timeout", "Too late."));
            server.end("1");

            assertThat(bus.steps()).containsExactlyInAnyOrder("ran idempotent", "settled", "ran idempotent",
                    "sent {\"result\":1}", "settled");
        }

        @Test
        void gets_the_remembered_refusal_when_it_comes_again() {
            bus.deliver(request("idempotent").withMessageId("a"));
            server.fail(new ProblemException(ErrorName.CONFLICT, "taken", "It is taken."));

            bus.deliver(request("idempotent").withMessageId("a"));

            assertThat(bus.steps().stream().filter(step -> step.startsWith("ran"))).hasSize(1);
            assertThat(bus.steps().stream().filter(step -> step.contains("It is taken."))).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"TOO_MANY_REQUESTS", "UNAVAILABLE", "GENERAL_ERROR"})
        void runs_again_after_a_failure_that_may_pass(ErrorName name) {
            bus.deliver(request("idempotent").withMessageId("a"));
            server.fail(new ProblemException(name, "passing", "Not now."));

            bus.deliver(request("idempotent").withMessageId("a"));

            assertThat(bus.steps().stream().filter(step -> step.startsWith("ran"))).hasSize(2);
        }

        @Test
        void is_another_when_id_body_or_method_differ() {
            bus.deliver(request("idempotent").withMessageId("a"));
            bus.deliver(request("idempotent").withMessageId("b"));
            bus.deliver(Message.toQueue("rpc.server", "{\"args\":[1]}").withSubject("idempotent").withMessageId("a"));
            bus.deliver(request("idempotent"));
            bus.deliver(request("idempotent"));

            assertThat(bus.steps()).hasSize(5).containsOnly("ran idempotent");
        }

        @Test
        void does_not_give_a_remembered_reply_to_an_address_that_is_multiliths_own() {
            bus.deliver(request("idempotent").withMessageId("a"));
            server.end("1");

            bus.deliver(request("idempotent").withMessageId("a").withReplyTo("events.power", "c"));

            assertThat(bus.steps().stream().filter(step -> step.startsWith("sent"))).hasSize(1);
            assertThat(counters.refused()).isEqualTo(1);
        }
    }

    @Nested
    class PassedOver {
        @Test
        void is_what_is_past_its_deadline() {
            bus.deliver(request("plain")
                    .withHeaders(Map.of("deadline", Instant.now().minusSeconds(5).toEpochMilli())));

            assertThat(bus.steps()).containsExactly("settled");
            assertThat(counters.expired()).isEqualTo(1);
        }

        @Test
        void is_what_was_past_its_deadline_before_a_worker_was_free() {
            bus.deliver(request("plain").withTimeToLive(Duration.ofMillis(1)));

            await().pollDelay(Duration.ofMillis(10)).until(() -> true);
            server.fail(new ProblemException(ErrorName.TIMEOUT, "timeout", "Too late."));

            assertThat(bus.steps()).containsExactly("settled", "ran plain");
            assertThat(counters.expired()).isEqualTo(1);
        }

        @Test
        void is_what_its_caller_took_back() {
            bus.deliver(request("idempotent").withMessageId("a"));

            server.fail(new CancellationException());

            assertThat(bus.steps()).containsExactly("ran idempotent", "settled");
            assertThat(counters.cancelled()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"rpc.greeter", "events.power", "changes.power", "dlq.greeter.on", "retry.greeter",
                "nodes", "calls.cancelled", "activemq.management", "queue://rpc.greeter", "queue:/rpc.greeter",
                "somewhere::rpc.greeter"})
        void is_what_wants_its_answer_where_only_multilith_writes(String address) {
            bus.deliver(request("plain").withReplyTo(address, "c"));

            assertThat(bus.steps()).containsExactly("settled");
            assertThat(counters.refused()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"answers.rpc.x", "rpcs.x", "node", "local:7b0b", "a/b/c", "temp-queue://ID:x:1"})
        void is_not_what_wants_its_answer_elsewhere(String address) {
            bus.deliver(request("plain").withReplyTo(address, "c"));

            assertThat(bus.steps()).containsExactly("settled", "ran plain");
        }
    }

    @Nested
    class Log {
        @Test
        void warns_once_of_each_kind_of_address_that_is_multiliths_own() {
            bus.deliver(request("plain").withReplyTo("rpc.greeter", "c"));
            bus.deliver(request("plain").withReplyTo("rpc.power", "c"));
            bus.deliver(request("plain").withReplyTo("nodes", "c"));

            var warnings = log.lines().stream().filter(line -> line.startsWith("WARN")).toList();
            assertThat(warnings).hasSize(2);
            assertThat(warnings.get(0)).contains("ML0308", "rpc.greeter", "server");
            assertThat(warnings.get(1)).contains("ML0308", "nodes");
            assertThat(log.lines()).anySatisfy(
                    line -> assertThat(line).startsWith("DEBUG").contains("ML0308", "rpc.power"));
        }

        @Test
        void tells_of_an_answer_that_could_not_be_sent() {
            bus.sendingComesTo(CompletableFuture.failedStage(new MessagingException.Refused("no such queue")));
            bus.deliver(request("plain"));

            server.end("1");

            assertThat(log.lines()).anySatisfy(
                    line -> assertThat(line).startsWith("DEBUG").contains("ML0302", "back", "no such queue"));
        }
    }

    private static Message request(String method) {
        return Message.toQueue("rpc.server", "{\"args\":[]}").withSubject(method).withReplyTo("back", "c");
    }

    /** Ends when the test says so. */
    private final class Server implements RpcHandler {
        private CompletableFuture<String> last;

        @Override
        public CompletionStage<String> call(RpcRequest request) {
            bus.steps().add("ran " + request.method());
            last = new CompletableFuture<>();
            return last;
        }

        @Override
        public boolean isIdempotent(String method) {
            return List.of("idempotent").contains(method);
        }

        void end(String result) {
            last.complete(result);
        }

        void fail(RuntimeException fault) {
            last.completeExceptionally(fault);
        }
    }
}
