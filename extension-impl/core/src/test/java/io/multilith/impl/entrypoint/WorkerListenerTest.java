package io.multilith.impl.entrypoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;

/** What listeners are told, in which order, and what becomes of a call when one of them fails. */
@ExtendWith(WeldJunit5Extension.class)
class WorkerListenerTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Shop.class, Journal.class, Seen.class, Early.class, Middle.class,
            Nameless.class);

    @Test
    void are_told_by_priority_and_then_by_name_and_back_again() {
        run("sell");

        assertThat(journal().steps()).containsExactly("Early before", "Middle before", "Nameless before", "sell",
                "Nameless after Returned", "Middle after Returned", "Early after Returned", "Nameless teardown",
                "Middle teardown", "Early teardown");
    }

    @Test
    void share_the_request_context_and_the_current_call_with_the_method() {
        run("sell");

        assertThat(journal().counts()).containsExactly(1, 2, 3, 4);
        assertThat(journal().current()).containsOnly("shop.sell");
    }

    @Test
    void are_told_of_arguments_that_do_not_fit() {
        var result = weld.select(Workers.class).get()
                .run(invocation("sell", new Arguments.Positional(List.of(JsonValue.TRUE))))
                .toCompletableFuture().join();

        assertThat(result).isInstanceOf(WorkerResult.ExpectedFailure.class);
        assertThat(journal().steps()).contains("Early after ExpectedFailure").doesNotContain("sell");
    }

    @Test
    void end_the_call_by_failing_before_it() {
        journal().fail("Middle before", new IllegalStateException("broken"));

        var failed = (WorkerResult.Failed) run("sell");

        assertThat(failed.cause()).get().isInstanceOf(IllegalStateException.class);
        assertThat(journal().steps()).containsExactly("Early before", "Middle before", "Middle teardown",
                "Early teardown");
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0124", "Middle", "before", "shop.sell", failed.problem().errorId().orElseThrow());
        assertThat(run("sell")).isInstanceOf(WorkerResult.Returned.class);
    }

    @Test
    void choose_the_answer_by_a_problem_before_the_call() {
        var problem = new ProblemException(ErrorName.FORBIDDEN, "forbidden", "Not you.");
        journal().fail("Early before", problem);

        var refused = (WorkerResult.ExpectedFailure) run("sell");

        assertThat(refused.problem()).isEqualTo(problem.problem());
        assertThat(journal().steps()).containsExactly("Early before", "Early teardown");
    }

    @Test
    void turn_the_result_into_a_failure_by_failing_after_the_call() {
        journal().fail("Middle after Returned", new AssertionError("broken"));

        var failed = (WorkerResult.Failed) run("sell");

        assertThat(journal().steps()).containsSubsequence("Nameless after Returned", "Middle after Returned",
                "Early after Failed", "Nameless teardown", "Middle teardown", "Early teardown");
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0124", "after", failed.problem().errorId().orElseThrow());
    }

    @Test
    void fail_an_attempt_that_is_made_again_with_a_warning() {
        journal().fail("Early before", new ProblemException(ErrorName.FORBIDDEN, "forbidden", "Not you."));

        var result = weld.select(Workers.class).get()
                .run(invocation("sell", Arguments.NONE), new Attempt(1, 2)).toCompletableFuture().join();

        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0129")).singleElement().asString()
                .startsWith("WARN").contains("shop.sell", "Not you.");
        assertThat(log.lines()).noneSatisfy(line -> assertThat(line).startsWith("ERROR"));
    }

    @Test
    void change_nothing_by_failing_in_teardown() {
        journal().fail("Middle teardown", new IllegalStateException("broken"));

        var result = run("sell");

        assertThat(result).isEqualTo(new WorkerResult.Returned(Optional.of("sold")));
        assertThat(journal().steps()).containsSubsequence("Nameless teardown", "Middle teardown", "Early teardown");
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0125", "Middle", "shop.sell");
    }

    private WorkerResult run(String method) {
        return weld.select(Workers.class).get().run(invocation(method, Arguments.NONE)).toCompletableFuture().join();
    }

    private Invocation invocation(String method, Arguments arguments) {
        var plain = Invocation.of(Methods.find(weld.getBeanManager(), Shop.class, method));
        return new Invocation(plain.caller(), plain.method(), arguments, plain.context());
    }

    private Journal journal() {
        return weld.select(Journal.class).get();
    }

    @ApplicationScoped
    static class Journal {
        private final List<String> steps = new CopyOnWriteArrayList<>();
        private final List<Integer> counts = new CopyOnWriteArrayList<>();
        private final List<String> current = new CopyOnWriteArrayList<>();
        private volatile String failing = "";
        private volatile Throwable fault;

        @Inject
        Seen seen;

        @Inject
        CurrentCall call;

        void fail(String step, Throwable with) {
            failing = step;
            fault = with;
        }

        void begin(String step) {
            counts.add(seen.next());
            current.add(call.invocation().orElseThrow().method().qualifiedName());
            add(step);
        }

        void add(String step) {
            steps.add(step);
            if (step.equals(failing)) {
                failing = "";
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            }
        }

        List<String> steps() {
            return steps;
        }

        List<Integer> counts() {
            return counts;
        }

        List<String> current() {
            return current;
        }
    }

    @RequestScoped
    static class Seen {
        private int count;

        int next() {
            return ++count;
        }
    }

    abstract static class Noting implements WorkerListener {
        @Inject
        Journal journal;

        abstract String name();

        @Override
        public void before(Invocation invocation) {
            journal.begin(name() + " before");
        }

        @Override
        public void after(Invocation invocation, WorkerResult result) {
            journal.add(name() + " after " + result.getClass().getSimpleName());
        }

        @Override
        public void teardown(Invocation invocation) {
            journal.add(name() + " teardown");
        }
    }

    @ApplicationScoped
    static class Nameless extends Noting {
        @Override
        String name() {
            return "Nameless";
        }
    }

    @ApplicationScoped
    @Priority(2)
    static class Middle extends Noting {
        @Override
        String name() {
            return "Middle";
        }
    }

    @ApplicationScoped
    @Priority(1)
    static class Early extends Noting {
        @Override
        String name() {
            return "Early";
        }
    }

    @ServiceEntrypoint("shop")
    static class Shop {
        @Inject
        Journal journal;

        @Rpc
        String sell() {
            journal.begin("sell");
            return "sold";
        }
    }
}
