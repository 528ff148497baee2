package io.multilith.impl.entrypoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Calls of a transport that has its own threads and decodes its own arguments. */
@ExtendWith(WeldJunit5Extension.class)
class RunHereTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured
            .with(Map.of("multilith.narrow.concurrency", "1", "multilith.narrow.timeout", "PT0.05S",
                    "multilith.narrow.queue", "1"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Narrow.class, Counter.class);

    @Test
    void runs_the_body_on_the_calling_thread_as_the_current_call() {
        var call = call("work");
        var seen = new ArrayList<Object>();

        var result = run(call, () -> {
            seen.add(Thread.currentThread());
            seen.add(weld.select(CurrentCall.class).get().invocation().orElseThrow());
            return "done";
        });

        assertThat(result).isEqualTo(new WorkerResult.Returned(Optional.of("done")));
        assertThat(seen).containsExactly(Thread.currentThread(), call);
        assertThat(weld.select(CurrentCall.class).get().invocation()).isEmpty();
        assertThat(workers().current()).isEmpty();
    }

    @Test
    void opens_a_request_context_and_ends_it() {
        var counter = weld.select(Counter.class).get();

        run(call("work"), counter::next);

        assertThatExceptionOfType(ContextNotActiveException.class).isThrownBy(counter::next);
    }

    @Test
    void uses_the_request_context_that_there_is() {
        var context = weld.select(RequestContextController.class).get();
        context.activate();
        var counter = weld.select(Counter.class).get();
        counter.next();

        var result = run(call("work"), counter::next);

        assertThat(result).isEqualTo(new WorkerResult.Returned(Optional.of(2)));
        assertThat(counter.next()).isEqualTo(3);
        context.deactivate();
    }

    @Test
    void gives_back_what_was_thrown_as_the_cause() {
        var expected = new OutOfStock("no more apples");
        var own = new ProblemException(ErrorName.CONFLICT, "sold", "Sold.");
        var fault = new AssertionError("broken");

        var results = List.of(run(expected), run(own), run(fault));

        assertThat(results).satisfiesExactly(
                result -> assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class, refused -> {
                    assertThat(refused.cause()).contains(expected);
                    assertThat(refused.problem().errorCode()).contains("OutOfStock");
                }),
                result -> assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class, refused -> {
                    assertThat(refused.cause()).contains(own);
                    assertThat(refused.problem()).isEqualTo(own.problem());
                }),
                result -> assertThat(result).isInstanceOfSatisfying(WorkerResult.Failed.class, failed -> {
                    assertThat(failed.cause()).contains(fault);
                    assertThat(failed.problem().errorId()).isPresent();
                }));
    }

    @Test
    void is_refused_as_overloaded_when_no_worker_becomes_free_in_time() {
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var holding = CompletableFuture.supplyAsync(() -> run(call("work"), () -> {
            inside.countDown();
            end.await();
            return "first";
        }));
        await(inside);

        var late = run(call("work"), () -> "second");
        var later = run(callBy(Instant.now().plusMillis(20)), () -> "third");

        assertThat(List.of(late, later)).allSatisfy(
                result -> assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class, refused -> {
                    assertThat(refused.problem().kind()).isEqualTo("overloaded");
                    assertThat(refused.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
                }));
        end.countDown();
        assertThat(holding.join()).isEqualTo(new WorkerResult.Returned(Optional.of("first")));
        assertThat(run(call("work"), () -> "next"))
                .isEqualTo(new WorkerResult.Returned(Optional.of("next")));
    }

    @Test
    void does_not_begin_after_its_deadline() {
        var ran = new ArrayList<String>();

        var result = run(callBy(Instant.now().minusMillis(1)), () -> ran.add("ran"));

        assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class,
                refused -> assertThat(refused.problem().name()).isEqualTo(ErrorName.TIMEOUT));
        assertThat(ran).isEmpty();
    }

    @Test
    void holds_the_worker_until_the_stage_ends_that_the_body_returns() {
        var stage = new CompletableFuture<String>();

        var result = start(call("work"), () -> stage);

        assertThat(result).isNotDone();
        assertThat(run(callBy(Instant.now().plusMillis(20)), () -> "second")).isInstanceOfSatisfying(
                WorkerResult.ExpectedFailure.class,
                refused -> assertThat(refused.problem().kind()).isEqualTo("overloaded"));
        stage.complete("first");
        assertThat(result).succeedsWithin(5, TimeUnit.SECONDS)
                .isEqualTo(new WorkerResult.Returned(Optional.of("first")));
        assertThat(run(call("work"), () -> "next")).isEqualTo(new WorkerResult.Returned(Optional.of("next")));
    }

    @Test
    void gives_back_what_the_stage_ended_with_as_the_cause() {
        var expected = new OutOfStock("no more apples");

        var result = run(call("sell"), () -> CompletableFuture.failedFuture(new CompletionException(expected)));

        assertThat(result).isInstanceOfSatisfying(WorkerResult.ExpectedFailure.class,
                refused -> assertThat(refused.cause()).contains(expected));
    }

    private WorkerResult run(Invocation call, Callable<?> body) {
        return start(call, body).join();
    }

    private CompletableFuture<WorkerResult> start(Invocation call, Callable<?> body) {
        return workers().runHere(call, body).toCompletableFuture();
    }

    private WorkerResult run(Throwable thrown) {
        return run(call("sell"), () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Invocation call(String name) {
        return Invocation.of(method(name));
    }

    private Invocation callBy(Instant deadline) {
        return new Invocation(Caller.ANONYMOUS, method("work"), call("work").arguments(),
                new CallContext("one", List.of(), Optional.of(deadline), Map.of()));
    }

    private ServiceMethod method(String name) {
        return Methods.find(weld.getBeanManager(), Narrow.class, name);
    }

    private Workers workers() {
        return weld.select(Workers.class).get();
    }

    static class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfStock(String message) {
            super(message);
        }
    }

    @RequestScoped
    static class Counter {
        private int count;

        int next() {
            return ++count;
        }
    }

    @ServiceEntrypoint("narrow")
    static class Narrow {
        @Rpc
        void work() {}

        @Rpc
        void sell() throws OutOfStock {}
    }
}
