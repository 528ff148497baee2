package io.multilith.impl.rpc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.placement.RoutingBus;
import io.multilith.messaging.Message;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What may happen to a call before, or instead of, its run. */
@ExtendWith(WeldJunit5Extension.class)
class CalledMethodsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @RegisterExtension
    static final Configured CONFIGURED = Configured
            .with(Map.of("multilith.single.concurrency", "1", "multilith.single.queue", "2"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Single.class, Caller.class);

    @Nested
    class Cancelled {
        @Test
        void before_it_began_it_does_not_run() {
            var running = caller().later.hold("first");
            await().until(() -> single().begun().contains("first"));
            var waiting = caller().later.hold("second");

            waiting.cancel(true);
            single().open().countDown();

            assertThat(running).succeedsWithin(PATIENCE);
            assertThat(caller().later.hold("third")).succeedsWithin(PATIENCE);
            assertThat(single().begun()).containsExactly("first", "third");
            assertThat(counters().cancelled()).isEqualTo(1);
            assertThat(weld.select(RoutingBus.class).get().droppedAnswers()).isZero();
        }

        @Test
        void makes_room_for_another() {
            var calls = Stream.of("a", "b", "c").map(caller().later::hold).toList();
            await().until(() -> !single().begun().isEmpty());

            calls.stream().filter(call -> !call.isDone()).skip(2).forEach(call -> call.cancel(true));

            assertThat(caller().later.hold("d")).isNotCompletedExceptionally();
            single().open().countDown();
            await().until(() -> single().begun().contains("d"));
        }

        @Test
        void after_it_began_it_runs_to_its_end_and_its_answer_is_dropped() {
            var running = caller().later.hold("first");
            await().until(() -> single().begun().contains("first"));

            running.cancel(true);
            single().open().countDown();

            await().until(() -> single().ended().contains("first"));
            await().until(() -> weld.select(RoutingBus.class).get().droppedAnswers() == 1);
            assertThat(counters().cancelled()).isZero();
        }

        @Test
        void before_it_came_it_does_not_run() {
            bus().send(Message.toTopic("calls.cancelled", "{}").withCorrelationId(42L));
            single().open().countDown();

            bus().send(Message.toQueue("rpc.single", "{\"args\":[\"early\"]}").withSubject("hold").withMessageId(42L));

            await().until(() -> counters().cancelled() == 1);
            assertThat(caller().later.hold("next")).succeedsWithin(PATIENCE);
            assertThat(single().begun()).containsExactly("next");
        }
    }

    @Nested
    class Overloaded {
        @Test
        void is_a_call_for_which_there_is_no_room() {
            var calls = Stream.of("a", "b", "c", "d").map(caller().later::hold).toList();

            await().until(() -> calls.stream().filter(Future::isDone).count() == 1);
            single().open().countDown();

            var refused = calls.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
            assertThat(refused).singleElement().satisfies(call -> assertThat(call).failsWithin(PATIENCE)
                    .withThrowableThat().withCauseInstanceOf(RpcException.Overloaded.class));
        }
    }

    @Nested
    class Idempotent {
        @Test
        void runs_once_for_a_call_that_comes_twice() {
            var request = Message.toQueue("rpc.single", "{\"args\":[\"a\"]}").withSubject("count").withMessageId("m-1");

            var first = ask(request);
            var second = ask(request);
            var other = ask(request.withMessageId("m-2"));

            assertThat(first).isEqualTo("{\"result\":1}").isEqualTo(second);
            assertThat(other).isEqualTo("{\"result\":2}");
        }

        @Test
        void runs_for_each_call_of_a_client_of_ours() {
            assertThat(caller().single.count("a")).isEqualTo(1);
            assertThat(caller().single.count("a")).isEqualTo(2);
        }
    }

    private String ask(Message request) {
        var answer = bus().request(request, Instant.now().plusSeconds(5)).toCompletableFuture().join();
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private RoutingBus bus() {
        return weld.select(RoutingBus.class).get();
    }

    private RpcCounters counters() {
        return weld.select(RpcCounters.class).get();
    }

    private Caller caller() {
        return weld.select(Caller.class).get();
    }

    private Seen single() {
        return weld.select(Single.class).get().seen();
    }

    interface SingleApi {
        int count(String text);
    }

    interface LaterApi {
        CompletableFuture<Void> hold(String text);
    }

    /** What the service tells the test. */
    record Seen(List<String> begun, List<String> ended, CountDownLatch open) {}

    /** Has one worker and two places to wait. */
    @ServiceEntrypoint("single")
    static class Single {
        private final Seen seen = new Seen(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(),
                new CountDownLatch(1));
        private final AtomicInteger count = new AtomicInteger();

        Seen seen() {
            return seen;
        }

        @Rpc
        void hold(String text) throws InterruptedException {
            seen.begun().add(text);
            seen.open().await(5, TimeUnit.SECONDS);
            seen.ended().add(text);
        }

        @Rpc(idempotent = true)
        int count(String text) {
            return count.incrementAndGet();
        }
    }

    @Dependent
    static class Caller {
        @Inject
        @RemoteService("single")
        SingleApi single;

        @Inject
        @RemoteService("single")
        LaterApi later;
    }
}
