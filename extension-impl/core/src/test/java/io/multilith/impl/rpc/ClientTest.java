package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.FieldError;
import io.multilith.rpc.OneWay;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What a client can look like: typed by an interface, or told the names as it goes. */
@ExtendWith(WeldJunit5Extension.class)
class ClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofMillis(250);

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.worker.threads", "2",
            "multilith.desk.block.timeout", "PT0.3S", "multilith.desk.blockLater.timeout", "PT0.3S"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Desk.class, Relay.class, Caller.class);

    @Nested
    class Typed {
        @Test
        void gives_generic_results() {
            assertThat(desk().byName(List.of(new Point(1, 2))))
                    .isEqualTo(Map.of("1", List.of(new Point(1, 2))));
            assertThat(desk().later(3)).succeedsWithin(PATIENCE).isEqualTo(List.of(new Point(3, 3)));
            assertThat(desk().maybe(true)).contains(new Point(1, 1));
            assertThat(desk().maybe(false)).isEmpty();
        }

        @Test
        void passes_a_variable_number_of_arguments() {
            assertThat(desk().join("a", "b", "c")).isEqualTo("a-b-c");
            assertThat(desk().join()).isEmpty();
        }

        @Test
        void runs_methods_with_a_body_here() {
            assertThat(desk().joinTwo("a", "b")).isEqualTo("a-b");
            assertThat(DeskApi.separator()).isEqualTo("-");
        }

        @Test
        void hands_a_one_way_call_over_and_does_not_wait_for_it() {
            desk().note("slowly");

            assertThat(service().open().getCount()).isEqualTo(1);
            service().open().countDown();
            await().untilAsserted(() -> assertThat(service().notes()).containsExactly("slowly without deadline"));
        }

        @Test
        void refuses_an_argument_that_cannot_be_written() {
            var failure = catchThrowableOfType(RpcException.BadArguments.class, () -> desk().echo(new Knot()));

            assertThat(failure.problem().errors())
                    .containsExactly(new FieldError("/args/0", "cannot be written as JSON"));
            assertThat(desk().echoLater(new Knot())).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseInstanceOf(RpcException.BadArguments.class);
        }

        @Test
        void serves_many_threads_at_once() {
            var threads = IntStream.range(0, 8).mapToObj(number -> CompletableFuture.supplyAsync(() -> IntStream
                    .range(0, 20).allMatch(i -> desk().join(number + "", i + "").equals(number + "-" + i)), run -> {
                        new Thread(run).start();
                    })).toList();

            assertThat(threads).allSatisfy(thread -> assertThat(thread).succeedsWithin(PATIENCE).isEqualTo(true));
        }
    }

    @Nested
    class Named {
        @Test
        void calls_by_position_and_by_name() {
            var joined = (JsonString) service("desk").call("join", List.of("a", "b"));
            var named = (JsonString) service("desk").callNamed("join", Map.of("parts", List.of("a")));

            assertThat(joined.getString()).isEqualTo("a-b");
            assertThat(named.getString()).isEqualTo("a");
        }

        @Test
        void converts_the_result() {
            assertThat(service("desk").call(Point.class, "maybe", true)).isEqualTo(new Point(1, 1));
            assertThat(service("desk").call(Point.class, "maybe", false)).isNull();
            assertThat(service("desk").call(int.class, "count", List.of("a"))).isEqualTo(1);
            assertThat(service("desk").call(String.class, "echo", (Object[]) null)).isNull();
        }

        @Test
        void refuses_a_result_of_another_type() {
            assertThat(catchThrowableOfType(RpcException.class,
                    () -> service("desk").call(Point.class, "join", List.of("a")))).isNotNull();
        }

        @Test
        void does_not_wait_when_not_wanted_to() {
            var count = service("desk").callAsync("count", List.of("a", "b"));

            assertThat(count.thenApply(number -> ((JsonNumber) number).intValue())).succeedsWithin(PATIENCE)
                    .isEqualTo(2);
        }

        @Test
        void sends_what_nobody_waits_for() {
            service().open().countDown();

            assertThat(service("desk").send("note", "sent")).succeedsWithin(PATIENCE);

            await().untilAsserted(() -> assertThat(service().notes()).containsExactly("sent without deadline"));
        }

        @Test
        void tells_failures_apart() {
            assertThat(catchThrowableOfType(RpcException.NoService.class, () -> service("nobody").call("x")))
                    .hasMessageContaining("nobody.x");
            assertThat(catchThrowableOfType(RpcException.UnknownMethod.class, () -> service("desk").call("x")))
                    .isNotNull();
            assertThat(service("desk").callAsync("x")).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseInstanceOf(RpcException.UnknownMethod.class);
            assertThat(service("desk").callAsync("echo", new Knot())).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseInstanceOf(RpcException.BadArguments.class);
            assertThat(service("desk").send("echo", new Knot())).failsWithin(PATIENCE).withThrowableThat()
                    .withCauseInstanceOf(RpcException.BadArguments.class);
        }

        @Test
        void is_typed_by_an_interface_when_wanted() {
            var typed = service("desk").withTimeout(Duration.ofSeconds(3)).as(DeskApi.class);

            assertThat(typed.join("a", "b")).isEqualTo("a-b");
        }

        @Test
        void is_not_typed_by_what_cannot_be_called() {
            assertThatIllegalArgumentException().isThrownBy(() -> service("desk").as(Desk.class))
                    .withMessageContaining("ML0301");
            assertThatIllegalArgumentException().isThrownBy(() -> service("desk").as(UnclearApi.class))
                    .withMessageContaining("ML0305").withMessageContaining("ML0306")
                    .withMessageContaining("ML0307");
        }

        @Test
        void works_within_a_call() {
            assertThat(service("relay").call(String.class, "relay", "a")).isEqualTo("a");
        }
    }

    @Nested
    class Timeouts {
        @Test
        void are_those_of_the_method() {
            assertThat(timeOf(() -> desk().block())).isBetween(Duration.ofMillis(300),
                    Duration.ofMillis(300).plus(GRACE));
        }

        @Test
        void are_those_of_the_method_for_a_named_client() {
            assertThat(timeOf(() -> service("desk").call("block"))).isBetween(Duration.ofMillis(300),
                    Duration.ofMillis(300).plus(GRACE));
        }

        @Test
        void are_those_of_the_client() {
            var client = service("desk").withTimeout(Duration.ofMillis(150));

            assertThat(timeOf(() -> client.call("block"))).isBetween(Duration.ofMillis(150),
                    Duration.ofMillis(150).plus(GRACE));
            assertThat(timeOf(() -> client.as(DeskApi.class).block())).isBetween(Duration.ofMillis(150),
                    Duration.ofMillis(150).plus(GRACE));
        }

        @Test
        void are_longer_than_nothing() {
            assertThatIllegalArgumentException().isThrownBy(() -> service("desk").withTimeout(Duration.ZERO));
        }

        @Test
        void may_be_longer_than_a_message_can_say() {
            var client = service("desk").withTimeout(Duration.ofDays(1_000_000));

            assertThat(client.call(String.class, "echo", "x")).isEqualTo("x");
        }

        @Test
        void hold_when_no_thread_is_left() {
            var stuck = IntStream.range(0, 4).mapToObj(i -> service("desk").callAsync("blockLater")).toList();
            await().until(() -> service().blocked().size() >= 2);

            assertThat(timeOf(() -> desk().block())).isBetween(Duration.ofMillis(300),
                    Duration.ofMillis(300).plus(GRACE));
            assertThat(stuck).isNotEmpty();
        }

        @Test
        void hold_for_calls_that_nobody_waits_for_when_no_thread_is_left() {
            var patient = service("desk").withTimeout(PATIENCE);
            var stuck = IntStream.range(0, 2).mapToObj(i -> patient.callAsync("blockLater")).toList();
            await().until(() -> service().blocked().size() == 2);

            var call = service("desk").withTimeout(Duration.ofMillis(300)).callAsync("echo", "x");

            assertThat(call).failsWithin(Duration.ofSeconds(5)).withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RpcException.Timeout.class);
            assertThat(stuck).noneMatch(CompletableFuture::isDone);
        }
    }

    private static Duration timeOf(Runnable call) {
        var begin = Instant.now();
        assertThat(catchThrowableOfType(RpcException.Timeout.class, call::run)).isNotNull();
        return Duration.between(begin, Instant.now());
    }

    private DeskApi desk() {
        return weld.select(Caller.class).get().desk;
    }

    private Seen service() {
        return weld.select(Desk.class).get().seen();
    }

    private ServiceClient service(String name) {
        return weld.select(Caller.class).get().services.service(name);
    }

    public record Point(int x, int y) {}

    public static class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    interface DeskApi {
        Map<String, List<Point>> byName(List<Point> points);

        CompletableFuture<List<Point>> later(int number);

        Optional<Point> maybe(boolean really);

        String join(String... parts);

        @OneWay
        void note(String text);

        String echo(Object value);

        CompletionStage<String> echoLater(Object value);

        void block();

        default String joinTwo(String one, String other) {
            return join(one, other);
        }

        static String separator() {
            return "-";
        }
    }

    interface UnclearApi {
        @OneWay
        String note(String text);

        @SuppressWarnings("rawtypes")
        CompletionStage later();

        void block();

        void block(int seconds);
    }

    /** What the service tells the test. */
    record Seen(List<String> notes, List<Integer> blocked, CountDownLatch open) {}

    @ServiceEntrypoint("desk")
    static class Desk {
        private final Seen seen = new Seen(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(),
                new CountDownLatch(1));
        private final CountDownLatch never = new CountDownLatch(1);

        @Inject
        Workers workers;

        Seen seen() {
            return seen;
        }

        @Rpc
        Map<String, List<Point>> byName(List<Point> points) {
            return Map.of(Integer.toString(points.size()), points);
        }

        @Rpc
        List<Point> later(int number) {
            return List.of(new Point(number, number));
        }

        @Rpc
        Optional<Point> maybe(boolean really) {
            return really ? Optional.of(new Point(1, 1)) : Optional.empty();
        }

        @Rpc
        String join(String... parts) {
            return String.join("-", parts);
        }

        @Rpc
        int count(List<String> parts) {
            return parts.size();
        }

        @Rpc
        void note(String text) throws InterruptedException {
            seen.open().await(5, TimeUnit.SECONDS);
            var deadline = workers.current().orElseThrow().context().deadline();
            seen.notes().add(text + (deadline.isPresent() ? " by " + deadline.get() : " without deadline"));
        }

        @Rpc
        String echo(String value) {
            return value;
        }

        @Rpc
        void block() throws InterruptedException {
            never.await(2, TimeUnit.SECONDS);
        }

        @Rpc
        void blockLater() throws InterruptedException {
            seen.blocked().add(1);
            never.await(2, TimeUnit.SECONDS);
        }
    }

    @ServiceEntrypoint("relay")
    static class Relay {
        @Inject
        Services services;

        @Rpc
        JsonValue relay(String text) {
            return services.service("desk").call("echo", text);
        }
    }

    @Dependent
    static class Caller {
        @Inject
        Services services;

        @Inject
        @RemoteService("desk")
        DeskApi desk;
    }
}
