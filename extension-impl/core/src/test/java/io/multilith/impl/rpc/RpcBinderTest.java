package io.multilith.impl.rpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.problem.Problems;
import io.multilith.messaging.Message;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;

/** Each method is an entrypoint of its own, and all share their service's receiver. */
class RpcBinderTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    private final RecordingBus bus = new RecordingBus();
    private final Map<String, Entrypoint> entrypoints = new HashMap<>();

    @BeforeEach
    void bind() {
        var binder = new RpcBinder(new RpcReceivers(bus, new JsonCodec(), new Settings(), new RpcCounters()),
                new CallsUnderWay(bus), new DirectCalls(), new ObligingWorkers(), new JsonCodec(), new Settings());
        try (var weld = new Weld().disableDiscovery().addBeanClass(Pair.class).initialize()) {
            for (var method : weld.getBeanManager().createAnnotatedType(Pair.class).getMethods()) {
                entrypoints.put(method.getJavaMember().getName(), binder.bind(new EntrypointMethod<>(
                        method.getAnnotation(Rpc.class), new ServiceMethod("pair", method)), new Problems()));
            }
        }
    }

    @Test
    void a_method_is_an_entrypoint_of_its_own() {
        assertThat(entrypoints.get("left")).isNotSameAs(entrypoints.get("right"));
    }

    @Test
    void a_paused_method_answers_503_while_the_others_go_on() {
        entrypoints.values().forEach(Entrypoint::start);

        entrypoints.get("left").pause();

        assertThat(ask("left")).contains("\"status\":503", "\"name\":\"Unavailable\"", "\"className\":\"paused\"",
                "pair.left is paused.");
        assertThat(ask("right")).isEqualTo("{\"result\":\"right\"}");
    }

    @Test
    void a_resumed_method_runs_again() {
        entrypoints.values().forEach(Entrypoint::start);
        entrypoints.get("left").pause();

        entrypoints.get("left").resume();

        assertThat(ask("left")).isEqualTo("{\"result\":\"left\"}");
    }

    @Test
    void the_receiver_starts_with_the_first_method_and_stops_with_the_last() {
        entrypoints.get("left").start();
        assertThat(bus.isReceived("rpc.pair")).isTrue();
        entrypoints.get("right").start();
        assertThat(bus.isReceived("calls.cancelled")).isTrue();

        entrypoints.get("left").stop();
        assertThat(bus.isReceived("rpc.pair")).isTrue();
        entrypoints.get("right").stop();

        assertThat(bus.isReceived("rpc.pair")).isFalse();
        assertThat(bus.isReceived("calls.cancelled")).isFalse();
    }

    @Test
    void a_method_that_never_started_may_be_stopped() {
        entrypoints.get("right").start();

        entrypoints.get("left").stop();

        assertThat(bus.isReceived("rpc.pair")).isTrue();
    }

    @Test
    void a_service_may_be_started_anew() {
        entrypoints.get("left").start();
        entrypoints.get("left").stop();

        entrypoints.get("left").start();

        assertThat(ask("left")).isEqualTo("{\"result\":\"left\"}");
    }

    private String ask(String method) {
        bus.deliver(Message.toQueue("rpc.pair", "{\"args\":[]}").withSubject(method).withReplyTo("back", "c"));
        return List.copyOf(bus.steps()).get(bus.steps().size() - 1).replace("sent ", "");
    }

    static class Pair {
        @Rpc
        void left() {}

        @Rpc
        void right() {}
    }

    /** Every call returns the name of its method. */
    private static final class ObligingWorkers implements Workers {
        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation) {
            return CompletableFuture
                    .completedStage(new WorkerResult.Returned(Optional.of(invocation.method().name())));
        }

        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Invocation> current() {
            return Optional.empty();
        }
    }
}
