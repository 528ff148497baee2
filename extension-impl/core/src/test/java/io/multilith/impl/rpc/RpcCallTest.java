package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.NestedJson;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

/** Calls from bean to bean by an injected client, over the in-process bus. */
@ExtendWith(WeldJunit5Extension.class)
class RpcCallTest {
    private static final Duration GRACE = Duration.ofMillis(250);

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.slow.timeout", "PT0.4S"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Calculator.class, Slow.class, Front.class, Back.class,
            Clients.class);

    @Test
    void gives_the_result_of_a_plain_call() {
        var sum = clients().calculator.add(2, 40);

        assertThat(sum).isEqualTo(42);
    }

    @Test
    void gives_the_result_of_a_call_that_does_not_wait() {
        var sum = clients().later.add(2, 40);

        assertThat(sum).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(42);
    }

    @Test
    void carries_records_and_lists_both_ways() {
        var points = clients().calculator.mirror(List.of(new Point(1, 2), new Point(3, 4)));

        assertThat(points).containsExactly(new Point(2, 1), new Point(4, 3));
    }

    @Test
    void gives_nothing_for_a_void_method() {
        clients().calculator.nothing();

        assertThat(clients().calculator.nothings()).isEqualTo(1);
    }

    @Test
    void runs_a_default_method_on_the_callers_side() {
        assertThat(clients().calculator.twice(21)).isEqualTo(42);
    }

    @Test
    void client_is_an_object_like_any_other() {
        var client = clients().calculator;

        assertThat(client).isNotEqualTo(clients().nobody).hasToString("@RemoteService(\"calculator\")");
        assertThat(Set.of(client)).contains(client);
    }

    @Test
    void names_an_unknown_method() {
        var failure = catchThrowableOfType(RpcException.UnknownMethod.class, () -> clients().calculator.absent());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.NOT_FOUND);
        assertThat(failure.problem().detail()).contains("calculator").contains("absent");
    }

    @Test
    void names_a_service_that_nobody_ever_offered() {
        var failure = catchThrowableOfType(RpcException.NoService.class, () -> clients().nobody.add(1, 2));

        assertThat(failure.problem().name()).isEqualTo(ErrorName.NOT_FOUND);
        assertThat(failure.problem().kind()).isEqualTo("unknown-service");
        assertThat(failure).hasMessageContaining("nobody.add");
    }

    @Test
    void refuses_too_few_arguments() {
        var failure = catchThrowableOfType(RpcException.BadArguments.class, () -> clients().calculator.describe());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
        assertThat(failure.problem().errors()).extracting(FieldError::pointer).containsExactly("/args");
    }

    @Test
    void refuses_a_null_for_a_primitive() {
        var failure = catchThrowableOfType(RpcException.BadArguments.class, () -> clients().loose.add(1, null));

        assertThat(failure.problem().errors()).containsExactly(new FieldError("/args/1", "must not be null"));
    }

    @Test
    void refuses_a_value_of_another_type() {
        var failure = catchThrowableOfType(RpcException.BadArguments.class, () -> clients().loose.add("1", 2.5));

        assertThat(failure.problem().errors()).extracting(FieldError::pointer).containsExactly("/args/0", "/args/1");
    }

    @Test
    void refuses_what_bean_validation_refuses() {
        var failure = catchThrowableOfType(RpcException.BadArguments.class,
                () -> clients().calculator.label("  ", 0));

        assertThat(failure.problem().errors()).extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/kwargs/text", "/kwargs/times");
    }

    @Test
    void tells_an_exception_that_the_method_declares() {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.sell());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
        assertThat(failure.problem().errorCode()).contains("OutOfStock");
        assertThat(failure.problem().errorId()).isEmpty();
        assertThat(failure).hasMessage("no more apples");
    }

    @Test
    void hides_an_exception_that_the_method_does_not_declare_behind_an_id() {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.fail());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.GENERAL_ERROR);
        assertThat(failure.problem().errorId()).isPresent();
        assertThat(failure.problem().toJson().toString()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void answers_when_the_method_throws_an_error() {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.explode());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.GENERAL_ERROR);
        assertThat(failure.problem().errorId()).isPresent();
        assertThat(clients().calculator.add(1, 1)).isEqualTo(2);
    }

    @Test
    void answers_when_the_result_refers_to_itself() {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.cycle());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.GENERAL_ERROR);
        assertThat(failure.problem().kind()).isEqualTo("unwritable-result");
        assertThat(failure.problem().errorId()).isPresent();
        assertThat(clients().calculator.add(1, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {JsonCodec.MAX_DEPTH, 40, 10_000})
    void answers_when_the_result_nests_deeper_than_a_caller_reads(int levels) {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.nest(levels));

        assertThat(failure.problem().kind()).isEqualTo("unwritable-result");
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0303", "calculator.nest", failure.problem().errorId().orElseThrow());
    }

    @Test
    void gives_a_result_that_nests_as_deep_as_a_caller_reads() {
        var nested = clients().calculator.nest(JsonCodec.MAX_DEPTH - 1);

        assertThat(nested.toString()).isEqualTo(NestedJson.of(JsonCodec.MAX_DEPTH - 1).toString());
    }

    @Test
    void answers_when_the_result_breaks_while_it_is_written() {
        var failure = catchThrowableOfType(RpcException.Remote.class, () -> clients().calculator.brittle());

        assertThat(failure.problem().kind()).isEqualTo("unwritable-result");
        assertThat(failure.problem().errorId()).isPresent();
    }

    @Test
    void ends_by_the_deadline_and_a_quarter_of_a_second() {
        var begin = Instant.now();

        var failure = catchThrowableOfType(RpcException.Timeout.class, () -> clients().slow.block());

        assertThat(failure.problem().name()).isEqualTo(ErrorName.TIMEOUT);
        assertThat(failure).hasMessageContaining("slow.block");
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(400),
                Duration.ofMillis(400).plus(GRACE));
    }

    @Test
    void ends_by_the_deadline_when_the_call_does_not_wait() {
        var call = clients().slowLater.block();

        assertThat(call).failsWithin(Duration.ofMillis(400).plus(GRACE)).withThrowableThat()
                .withCauseInstanceOf(RpcException.Timeout.class);
    }

    @Test
    void hands_deadline_and_call_ids_on_to_nested_calls() {
        var contexts = clients().front.relay();

        var front = contexts.get(0);
        var back = contexts.get(1);
        assertThat(back.callers()).containsExactly(front.callId());
        assertThat(back.callId()).isNotEqualTo(front.callId());
        assertThat(Instant.ofEpochMilli(back.deadline())).isCloseTo(Instant.ofEpochMilli(front.deadline()),
                within(100, ChronoUnit.MILLIS));
    }

    @Test
    void completes_a_failed_stage_with_the_exception_of_a_plain_call() {
        var call = clients().later.absent().toCompletableFuture();

        var failure = catchThrowableOfType(CompletionException.class, call::join);

        assertThat(failure).hasCauseInstanceOf(RpcException.UnknownMethod.class);
    }

    private Clients clients() {
        return weld.select(Clients.class).get();
    }

    interface CalculatorApi {
        int add(int a, int b);

        List<Point> mirror(List<Point> points);

        void nothing();

        int nothings();

        String absent();

        String describe();

        String label(String text, int times);

        void sell();

        void fail();

        void explode();

        Object cycle();

        JsonValue nest(int levels);

        Object brittle();

        default int twice(int number) {
            return add(number, number);
        }
    }

    interface LaterApi {
        CompletionStage<Integer> add(int a, int b);

        CompletionStage<String> absent();
    }

    interface LooseApi {
        int add(Object a, Object b);
    }

    interface SlowApi {
        void block();
    }

    interface SlowLaterApi {
        CompletionStage<Void> block();
    }

    interface FrontApi {
        List<Seen> relay();
    }

    interface BackApi {
        Seen look();
    }

    public record Point(int x, int y) {}

    /** A call's context as the called method sees it. */
    public record Seen(String callId, List<String> callers, long deadline) {
        static Seen of(CallContext context) {
            return new Seen(context.callId(), context.callers(), context.deadline().orElseThrow().toEpochMilli());
        }
    }

    public static class Knot {
        public Knot getOther() {
            return this;
        }
    }

    public static class Brittle {
        public String getName() {
            throw new AssertionError("broken");
        }
    }

    static class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfStock(String message) {
            super(message);
        }
    }

    @ServiceEntrypoint("calculator")
    static class Calculator {
        private int nothings;

        @Rpc
        int add(int a, int b) {
            return a + b;
        }

        @Rpc
        List<Point> mirror(List<Point> points) {
            return points.stream().map(point -> new Point(point.y(), point.x())).toList();
        }

        @Rpc
        void nothing() {
            nothings++;
        }

        @Rpc
        int nothings() {
            return nothings;
        }

        @Rpc
        String describe(String text) {
            return text;
        }

        @Rpc
        String label(@NotBlank String text, @Min(1) int times) {
            return text.repeat(times);
        }

        @Rpc
        void sell() throws OutOfStock {
            throw new OutOfStock("no more apples");
        }

        @Rpc
        void fail() {
            throw new IllegalStateException("secret");
        }

        @Rpc
        void explode() {
            throw new AssertionError("secret");
        }

        @Rpc
        Knot cycle() {
            return new Knot();
        }

        @Rpc
        JsonValue nest(int levels) {
            return NestedJson.of(levels);
        }

        @Rpc
        Brittle brittle() {
            return new Brittle();
        }
    }

    @ServiceEntrypoint("slow")
    static class Slow {
        private final CountDownLatch never = new CountDownLatch(1);

        @Rpc
        void block() throws InterruptedException {
            never.await(2, TimeUnit.SECONDS);
        }
    }

    @ServiceEntrypoint("front")
    static class Front {
        @Inject
        @RemoteService("back")
        BackApi back;

        @Inject
        Workers workers;

        @Rpc
        List<Seen> relay() {
            return List.of(Seen.of(workers.current().orElseThrow().context()), back.look());
        }
    }

    @ServiceEntrypoint("back")
    static class Back {
        @Inject
        Workers workers;

        @Rpc
        Seen look() {
            return Seen.of(workers.current().orElseThrow().context());
        }
    }

    @Dependent
    static class Clients {
        @Inject
        @RemoteService("calculator")
        CalculatorApi calculator;

        @Inject
        @RemoteService("calculator")
        LaterApi later;

        @Inject
        @RemoteService("calculator")
        LooseApi loose;

        @Inject
        @RemoteService("nobody")
        LooseApi nobody;

        @Inject
        @RemoteService("slow")
        SlowApi slow;

        @Inject
        @RemoteService("slow")
        SlowLaterApi slowLater;

        @Inject
        @RemoteService("front")
        FrontApi front;
    }
}
