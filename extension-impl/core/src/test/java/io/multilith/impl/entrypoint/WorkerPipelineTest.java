package io.multilith.impl.entrypoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How many calls run at a time, and what becomes of each. */
@ExtendWith(WeldJunit5Extension.class)
class WorkerPipelineTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.busy.concurrency", "3",
            "multilith.busy.narrow.concurrency", "2", "multilith.busy.narrow.queue", "4", "multilith.busy.queue", "6",
            "multilith.worker.threads", "3"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Busy.class, Idle.class);

    @Nested
    class Workers_of_a_service {

        @Test
        void are_as_many_as_configured_and_never_more() {
            var calls = Stream.generate(() -> run("wide")).limit(9).toList();
            await().until(() -> busy().now() == 3);

            var refused = run("wide");

            assertThat(refused).isCompletedWithValueMatching(WorkerPipelineTest::isOverloaded);
            busy().finish(9);
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS)
                    .isInstanceOf(WorkerResult.Returned.class));
            assertThat(busy().most()).isEqualTo(3);
        }

        @Test
        void serve_other_methods_while_one_has_all_that_it_may() {
            var narrow = Stream.generate(() -> run("narrow")).limit(6).toList();
            await().until(() -> busy().now() == 2);

            var other = run("quick");

            assertThat(other).succeedsWithin(5, TimeUnit.SECONDS);
            assertThat(run("narrow")).isCompletedWithValueMatching(WorkerPipelineTest::isOverloaded);
            busy().finish(6);
            assertThat(narrow).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS));
            assertThat(busy().most()).isEqualTo(2);
        }

        @Test
        void are_shared_by_all_ways_into_a_method() {
            var method = method("narrow").expecting(List.of(IllegalStateException.class));

            var calls = IntStream.range(0, 5)
                    .mapToObj(i -> run(Invocation.of(i % 2 == 0 ? method : method("narrow")))).toList();

            await().until(() -> busy().now() == 2);
            busy().finish(5);
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS));
            assertThat(busy().most()).isEqualTo(2);
        }
    }

    @Nested
    class Cancelling {

        @Test
        void keeps_a_call_that_waits_from_running() {
            var running = Stream.generate(() -> run("wide")).limit(3).toList();
            await().until(() -> busy().now() == 3);
            var waiting = run("quick");

            var cancelled = waiting.cancel(false);

            assertThat(cancelled).isTrue();
            assertThat(waiting).isCancelled();
            busy().finish(3);
            assertThat(running).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS));
            assertThat(run("quick")).succeedsWithin(5, TimeUnit.SECONDS);
            assertThat(busy().quick()).isEqualTo("quick2");
        }

        @Test
        void makes_room_for_another_call_to_wait() {
            assertThat(run("quick")).succeedsWithin(5, TimeUnit.SECONDS);
            run("wide");
            await().until(() -> busy().now() == 1);
            var calls = Stream.generate(() -> run("wide")).limit(8).toList();
            await().until(() -> busy().now() == 3);

            calls.get(7).cancel(true);

            assertThat(run("quick")).isNotDone();
            assertThat(run("quick")).isDone();
            busy().finish(8);
        }

        @Test
        void does_nothing_to_a_call_that_runs() {
            var running = run("wide");
            await().until(() -> busy().now() == 1);

            var cancelled = running.cancel(true);

            assertThat(cancelled).isFalse();
            assertThat(running).isNotDone();
            busy().finish(1);
            assertThat(running).succeedsWithin(5, TimeUnit.SECONDS)
                    .isEqualTo(new WorkerResult.Returned(Optional.of("wide")));
        }
    }

    @Nested
    class A_stage_that_the_method_returns {

        @Test
        void gives_the_result_when_it_completes_and_takes_a_worker_until_then() {
            var calls = Stream.generate(() -> run("later")).limit(4).toList();
            await().until(() -> busy().stages().size() == 3);

            assertThat(calls).noneMatch(CompletableFuture::isDone);
            busy().stages().get(0).complete("now");

            assertThat(CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new WorkerResult.Returned(Optional.of("now")));
            await().until(() -> busy().stages().size() == 4);
            busy().stages().forEach(stage -> stage.complete("then"));
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS));
        }

        @Test
        void takes_no_thread_meanwhile() {
            var calls = Stream.generate(() -> run("later")).limit(3).toList();
            await().until(() -> busy().stages().size() == 3);

            var other = run(Invocation.of(Methods.find(weld.getBeanManager(), Idle.class, "quick")));

            assertThat(other).succeedsWithin(5, TimeUnit.SECONDS);
            assertThat(calls).noneMatch(CompletableFuture::isDone);
            busy().stages().forEach(stage -> stage.complete("now"));
        }

        @Test
        void fails_like_an_exception_that_is_thrown() {
            var refused = run("later");
            var failed = run("later");
            await().until(() -> busy().stages().size() == 2);

            busy().stages().get(0).completeExceptionally(new CompletionException(new OutOfStock("no more apples")));
            busy().stages().get(1).completeExceptionally(new IllegalStateException("broken"));

            var results = List.of(refused.join(), failed.join());
            assertThat(results).anySatisfy(result -> assertThat(result)
                    .isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class, one -> {
                        assertThat(one.cause()).get().isInstanceOf(OutOfStock.class);
                        assertThat(one.problem().errorCode()).contains("OutOfStock");
                    }));
            assertThat(results).anySatisfy(result -> assertThat(result).isInstanceOfSatisfying(
                    WorkerResult.Failed.class,
                    one -> assertThat(one.cause()).get().isInstanceOf(IllegalStateException.class)));
        }
    }

    @Nested
    class An_exception {

        @Test
        void that_is_expected_is_the_callers_and_logged_in_one_line() {
            var result = (WorkerResult.ExpectedFailure) fail("OutOfStock");

            assertThat(result.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
            assertThat(result.problem().errorCode()).contains("OutOfStock");
            assertThat(result.problem().errorId()).isEmpty();
            assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ML0121", "busy.fail",
                    "one two");
            assertThat(log.traces()).isEmpty();
        }

        @Test
        void that_the_binder_adds_is_expected_too() {
            var method = method("fail").expecting(List.of(IllegalStateException.class));

            var result = run(withArgument(method, "IllegalStateException")).join();

            assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class,
                    refused -> assertThat(refused.problem().errorCode()).contains("IllegalStateException"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"IllegalStateException", "AssertionError", "StackOverflowError", "NoClassDefFoundError",
                "OutOfMemoryError"})
        void of_any_other_class_is_logged_once_with_an_id_and_the_service_lives(String name) {
            var result = (WorkerResult.Failed) fail(name);

            assertThat(result.problem().name()).isEqualTo(ErrorName.GENERAL_ERROR);
            assertThat(result.cause()).get().extracting(cause -> cause.getClass().getSimpleName()).isEqualTo(name);
            assertThat(log.lines()).singleElement().asString().startsWith("ERROR ML0120").contains("busy.fail",
                    result.problem().errorId().orElseThrow());
            assertThat(log.traces()).hasSize(1);
            assertThat(run("quick").join()).isInstanceOf(WorkerResult.Returned.class);
        }

        @Test
        void that_carries_a_problem_chooses_the_answer() {
            var refused = (WorkerResult.ExpectedFailure) fail("conflict");
            var failed = (WorkerResult.Failed) fail("unavailable");

            assertThat(refused.problem().kind()).isEqualTo("sold");
            assertThat(failed.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
            assertThat(failed.problem().kind()).isEqualTo("closed");
            assertThat(failed.problem().errorId()).isPresent();
        }
    }

    @Nested
    class An_attempt {

        @Test
        void takes_a_problem_for_a_failure_as_nobody_is_there_to_be_answered() {
            var result = attempt("conflict", 1, 3);

            assertThat(result).isInstanceOfSatisfying(WorkerResult.Failed.class, failed -> {
                assertThat(failed.problem().kind()).isEqualTo("sold");
                assertThat(failed.problem().errorId()).isPresent();
            });
        }

        @Test
        void ends_with_a_declared_exception_as_every_call_does() {
            var declared = method("fail").expecting(List.of(ProblemException.class));

            assertThat(attempt("OutOfStock", 1, 3)).isInstanceOf(WorkerResult.ExpectedFailure.class);
            assertThat(attempt(withArgument(declared, "conflict"), 1, 3)).isInstanceOfSatisfying(
                    WorkerResult.ExpectedFailure.class,
                    refused -> assertThat(refused.problem().kind()).isEqualTo("sold"));
        }

        @Test
        void is_refused_for_arguments_that_do_not_fit() {
            var plain = Invocation.of(method("fail"));
            var unfit = new Invocation(plain.caller(), plain.method(), new Arguments.Positional(List.of()),
                    plain.context());

            assertThat(attempt(unfit, 1, 3)).isInstanceOf(WorkerResult.ExpectedFailure.class);
        }

        @Test
        void is_overloaded_without_a_word_as_it_waits_elsewhere() {
            var calls = Stream.generate(() -> run("wide")).limit(9).toList();
            await().until(() -> busy().now() == 3);

            var refused = attempt(Invocation.of(method("wide")), 1, 3);

            assertThat(isOverloaded(refused)).isTrue();
            assertThat(log.lines()).isEmpty();
            assertThat(run("wide")).isCompletedWithValueMatching(WorkerPipelineTest::isOverloaded);
            assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ML0121", "overloaded");
            busy().finish(9);
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(5, TimeUnit.SECONDS));
        }

        @Test
        void that_fails_is_a_warning_without_a_trace_until_the_last() {
            var first = attempt("IllegalStateException", 1, 2);
            assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ML0129", "busy.fail",
                    "attempt 1 of 2", errorId(first), "IllegalStateException: broken badly");
            assertThat(log.traces()).isEmpty();
            log.clear();

            var last = attempt("IllegalStateException", 2, 2);

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR ML0120").contains(errorId(last));
            assertThat(log.traces()).hasSize(1);
        }

        private String errorId(WorkerResult result) {
            return ((WorkerResult.Failed) result).problem().errorId().orElseThrow();
        }

        private WorkerResult attempt(String failure, int number, int limit) {
            return attempt(withArgument(method("fail"), failure), number, limit);
        }

        private WorkerResult attempt(Invocation invocation, int number, int limit) {
            return weld.select(Workers.class).get().run(invocation, new Attempt(number, limit)).toCompletableFuture()
                    .join();
        }
    }

    private WorkerResult fail(String name) {
        return run(withArgument(method("fail"), name)).join();
    }

    private static Invocation withArgument(ServiceMethod method, String argument) {
        var plain = Invocation.of(method);
        return new Invocation(plain.caller(), method, Arguments.of(argument), plain.context());
    }

    private CompletableFuture<WorkerResult> run(String method) {
        return run(Invocation.of(method(method)));
    }

    private CompletableFuture<WorkerResult> run(Invocation invocation) {
        return weld.select(Workers.class).get().run(invocation).toCompletableFuture();
    }

    private ServiceMethod method(String name) {
        return Methods.find(weld.getBeanManager(), Busy.class, name);
    }

    private Busy busy() {
        return weld.select(Busy.class).get();
    }

    private static boolean isOverloaded(WorkerResult result) {
        return result instanceof WorkerResult.ExpectedFailure refused
                && refused.problem().name() == ErrorName.TOO_MANY_REQUESTS
                && refused.problem().kind().equals("overloaded");
    }

    static class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfStock(String message) {
            super(message);
        }
    }

    @ServiceEntrypoint("idle")
    static class Idle {
        @Rpc
        void quick() {}
    }

    @ServiceEntrypoint("busy")
    static class Busy {
        private final List<CompletableFuture<String>> stages = new CopyOnWriteArrayList<>();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger quick = new AtomicInteger();
        private final Semaphore end = new Semaphore(0);

        @Rpc
        String wide() throws InterruptedException {
            return work("wide");
        }

        @Rpc
        String narrow() throws InterruptedException {
            return work("narrow");
        }

        @Rpc
        String quick() {
            return "quick" + quick.incrementAndGet();
        }

        @Rpc
        CompletionStage<String> later() throws OutOfStock {
            var stage = new CompletableFuture<String>();
            stages.add(stage);
            return stage;
        }

        @Rpc
        void fail(String name) throws OutOfStock {
            switch (name) {
                case "OutOfStock" -> throw new OutOfStock("one\ntwo");
                case "IllegalStateException" -> throw new IllegalStateException("broken\nbadly");
                case "AssertionError" -> throw new AssertionError("broken");
                case "StackOverflowError" -> fail(name);
                case "NoClassDefFoundError" -> throw new NoClassDefFoundError("gone");
                case "OutOfMemoryError" -> throw new OutOfMemoryError("full");
                case "conflict" -> throw new ProblemException(ErrorName.CONFLICT, "sold", "Sold.");
                case "unavailable" -> throw new ProblemException(ErrorName.UNAVAILABLE, "closed", "Closed.");
                default -> throw new AssertionError(name);
            }
        }

        private String work(String name) throws InterruptedException {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            end.acquire();
            now.decrementAndGet();
            return name;
        }

        List<CompletableFuture<String>> stages() {
            return stages;
        }

        int now() {
            return now.get();
        }

        int most() {
            return most.get();
        }

        void finish(int calls) {
            end.release(calls);
        }
    }
}
