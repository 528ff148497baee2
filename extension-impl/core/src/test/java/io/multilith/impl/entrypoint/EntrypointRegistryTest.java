package io.multilith.impl.entrypoint;

import java.lang.annotation.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Entrypoints.State;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.events.EventDispatcher;
import io.multilith.events.HandleEvent;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.lifecycle.OnStart;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.DeploymentProblems;
import io.multilith.rpc.Rpc;
import io.multilith.timer.Timer;

import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Entrypoints from the deployment to the end of the application. */
class EntrypointRegistryTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    /** What was done to the entrypoints of a test, also when its application did not start. */
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();

    private WeldContainer container;

    @BeforeEach
    void forget() {
        STEPS.clear();
    }

    @AfterEach
    void close() {
        if (container != null && container.isRunning()) {
            container.close();
        }
        Configured.release();
    }

    @Test
    void names_each_by_service_method_and_kind() {
        boot(Many.class);

        assertThat(entrypoints().states()).containsExactly(new State("many.work/HandleEvent", false),
                new State("many.work/OnStart", false), new State("many.work/Rpc", false),
                new State("many.work/Timer", false));
    }

    @Test
    void calls_a_method_by_each_of_its_kinds() {
        boot(Many.class);
        var many = container.select(Many.class).get();
        await().until(() -> many.calls() == 2); // at the start and by the eager timer

        container.select(EventDispatcher.class).get().from("shop").dispatch("sold", JsonValue.NULL);
        await().until(() -> many.calls() == 3);
        ask("rpc.many", "work");

        assertThat(many.calls()).isEqualTo(4);
    }

    @Test
    void calls_what_it_needs_at_the_start_when_that_is_there() {
        boot(Early.class, Many.class);

        await().untilAsserted(() -> assertThat(container.select(Early.class).get().answer()).contains("{\"result\":"));
    }

    @Test
    void stops_the_others_when_one_fails_to_and_says_which() {
        boot(Jammed.class, WatchBinder.class);

        container.close();

        assertThat(STEPS).contains("stop first", "stop stuck");
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0127")
                .contains("jammed.stuck", "Jammed#stuck"));
    }

    @Test
    void logs_what_fails_at_the_start_and_lives() {
        boot(Unlucky.class);

        await().untilAsserted(() -> assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0120").contains("unlucky.fail")));
        assertThat(container.isRunning()).isTrue();
    }

    @Test
    void pauses_and_resumes_once_for_however_many_times_it_is_told() {
        boot(Watched.class, WatchBinder.class);

        entrypoints().pause("watched.first/Watch");
        entrypoints().pause("watched.first/Watch");
        var paused = entrypoints().states();
        entrypoints().resume("watched.first/Watch");
        entrypoints().resume("watched.first/Watch");
        entrypoints().resume("watched.second/Watch");

        assertThat(paused).containsExactly(new State("watched.first/Watch", true),
                new State("watched.second/Watch", false));
        assertThat(entrypoints().states()).noneMatch(State::paused);
        assertThat(STEPS).containsExactly("start first", "start second", "pause first", "resume first");
    }

    @Test
    void does_not_run_a_method_for_the_start_again_when_it_is_resumed() {
        boot(Many.class);
        var many = container.select(Many.class).get();
        await().until(() -> many.calls() == 2);

        entrypoints().pause("many.work/OnStart");
        entrypoints().resume("many.work/OnStart");
        ask("rpc.many", "work");

        assertThat(many.calls()).isEqualTo(3);
    }

    @Test
    void lists_the_names_there_are_for_one_that_is_not_known() {
        boot(Watched.class, WatchBinder.class);

        assertThatIllegalArgumentException().isThrownBy(() -> entrypoints().pause("watched.third/Watch"))
                .withMessageStartingWith("ML0123").withMessageContaining("watched.third/Watch")
                .withMessageContaining("[watched.first/Watch, watched.second/Watch]");
        assertThatIllegalArgumentException().isThrownBy(() -> entrypoints().resume("nothing"))
                .withMessageStartingWith("ML0123");
    }

    @Test
    void stops_all_in_the_opposite_order_those_that_are_paused_too() {
        boot(Watched.class, WatchBinder.class);
        entrypoints().pause("watched.second/Watch");

        container.close();

        assertThat(STEPS).endsWith("stop second", "stop first");
    }

    @Test
    void fails_the_deployment_when_one_fails_to_start_and_stops_those_that_did() {
        var failure = catchThrowable(() -> boot(Broken.class, WatchBinder.class));

        assertThat(failure).hasStackTraceContaining("ML0126").hasStackTraceContaining("broken.second/Watch")
                .hasStackTraceContaining(Broken.class.getName() + "#second");
        assertThat(STEPS).containsExactly("start first", "start second", "stop second", "stop first");
    }

    @Test
    void fails_the_deployment_when_a_method_cannot_be_called_and_starts_none() {
        var failure = catchThrowable(() -> boot(Contradictory.class, Watched.class, WatchBinder.class));

        assertThat(failure).hasStackTraceContaining("ML0126").hasStackTraceContaining("contradictory.note/Rpc")
                .hasStackTraceContaining(Contradictory.class.getName() + "#note");
        assertThat(STEPS).isEmpty();
    }

    @Test
    void lets_what_runs_and_what_waits_end_before_the_application_is_gone() throws InterruptedException {
        Configured.register(Map.of("multilith.slow.concurrency", "1"));
        container = Deployed.weld(Slow.class).initialize();
        var slow = container.select(Slow.class).get();
        var workers = container.select(Workers.class).get();
        var call = Invocation.of(Methods.find(container.select(BeanManager.class).get(), Slow.class, "work"));
        var running = workers.run(call).toCompletableFuture();
        var waiting = workers.run(call).toCompletableFuture();
        slow.awaitRun();

        var closing = new Thread(container::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        slow.finish();
        closing.join(Duration.ofSeconds(10).toMillis());

        assertThat(running).isCompletedWithValueMatching(result -> result.toString().startsWith("Returned"));
        assertThat(waiting).isCompletedWithValueMatching(result -> result.toString().startsWith("Returned"));
        assertThat(log.lines()).noneMatch(line -> line.contains("ML0122"));
    }

    @Test
    void refuses_parameters_of_a_method_for_the_start() {
        var failure = catchThrowable(() -> boot(Greedy.class));

        assertThat(failure).hasStackTraceContaining("ML0050").hasStackTraceContaining(Greedy.class.getName() + "#take");
    }

    @Test
    void refuses_a_default_that_is_not_of_the_parameters_type() {
        var failure = catchThrowable(() -> boot(Defaulted.class));

        assertThat(failure).hasStackTraceContaining("ML0128").hasStackTraceContaining("\"seven\"")
                .hasStackTraceContaining(Defaulted.class.getName() + "#take").hasStackTraceContaining("count");
    }

    private void boot(Class<?>... classes) {
        Configured.register(Map.of());
        container = Deployed.weld(classes).initialize();
    }

    private Entrypoints entrypoints() {
        return container.select(Entrypoints.class).get();
    }

    private void ask(String address, String method) {
        container.select(MessageBus.class).get()
                .request(Message.toQueue(address, "{\"args\":[]}").withSubject(method),
                        Instant.now().plusSeconds(5))
                .toCompletableFuture().join();
    }

    @ServiceEntrypoint("many")
    static class Many {
        private final AtomicInteger calls = new AtomicInteger();

        @Rpc
        @HandleEvent(source = "shop", type = "sold")
        @Timer(every = "PT1H", eager = true)
        @OnStart
        void work() {
            calls.incrementAndGet();
        }

        int calls() {
            return calls.get();
        }
    }

    @ServiceEntrypoint("early")
    static class Early {
        private volatile String answer = "";

        @Inject
        MessageBus bus;

        @OnStart
        void begin() {
            answer = new String(bus.request(Message.toQueue("rpc.many", "{\"args\":[]}").withSubject("work"),
                    Instant.now().plusSeconds(5)).toCompletableFuture().join().body(), StandardCharsets.UTF_8);
        }

        String answer() {
            return answer;
        }
    }

    @ServiceEntrypoint("unlucky")
    static class Unlucky {
        @OnStart
        void fail() {
            throw new IllegalStateException("failed");
        }
    }

    @ServiceEntrypoint("greedy")
    static class Greedy {
        @OnStart
        void take(String what) {}
    }

    @ServiceEntrypoint("defaulted")
    static class Defaulted {
        @Rpc
        void take(@DefaultValue("seven") int count) {}
    }

    @ServiceEntrypoint("slow")
    static class Slow {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Rpc
        void work() throws InterruptedException {
            begun.countDown();
            end.await(10, TimeUnit.SECONDS);
        }

        void awaitRun() throws InterruptedException {
            begun.await();
        }

        void finish() {
            end.countDown();
        }
    }

    /** A kind of a third party. */
    @EntrypointKind
    @Retention(RUNTIME)
    @interface Watch {
        boolean fails() default false;
    }

    @ServiceEntrypoint("watched")
    static class Watched {
        @Watch
        void first() {}

        @Watch
        void second() {}
    }

    @ServiceEntrypoint("broken")
    static class Broken {
        @Watch
        void first() {}

        @Watch(fails = true)
        void second() {}
    }

    @ServiceEntrypoint("jammed")
    static class Jammed {
        @Watch
        void first() {}

        @Watch
        void stuck() {}
    }

    @ApplicationScoped
    static class WatchBinder implements EntrypointBinder<Watch> {
        @Override
        public Entrypoint bind(EntrypointMethod<Watch> method, DeploymentProblems problems) {
            return new Noting(method.method().name(), method.annotation().fails());
        }
    }

    private record Noting(String name, boolean fails) implements Entrypoint {
        @Override
        public void start() {
            STEPS.add("start " + name);
            if (fails) {
                throw new IllegalStateException("cannot");
            }
        }

        @Override
        public void stop() {
            STEPS.add("stop " + name);
            if (name.equals("stuck")) {
                throw new IllegalStateException("cannot");
            }
        }

        @Override
        public void pause() {
            STEPS.add("pause " + name);
        }

        @Override
        public void resume() {
            STEPS.add("resume " + name);
        }
    }

    interface Notes {
        void note(String text);
    }

    /** Demands more than the interface does, which Bean Validation forbids. */
    @ServiceEntrypoint("contradictory")
    static class Contradictory implements Notes {
        @Rpc
        @Override
        public void note(@NotNull String text) {}
    }
}
