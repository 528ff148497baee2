package io.multilith.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.broker.EmbeddedBrokerExtension;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.placement.Directory;
import io.multilith.problem.ErrorName;
import io.multilith.rpc.OneWay;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What becomes of calls whose service, or broker, goes away. */
class LostCallTest {
    private static final Duration PATIENCE = Timeouts.of(Duration.ofSeconds(20));

    @TempDir
    Path directory;

    private WeldContainer broker;
    private List<WeldContainer> serving;
    private List<Seen> holders;
    private WeldContainer calling;

    @BeforeEach
    void boot() throws IOException {
        var keys = new HashMap<>(Node.brokerAt(directory));
        keys.put("multilith.lifecycle.stop-timeout", "PT0.1S");
        Node.configure(keys, true);
        broker = Node.boot(Quiet.class, new EmbeddedBrokerExtension());
        serving = List.of(Node.boot(Holder.class), Node.boot(Holder.class));
        holders = serving.stream().map(node -> node.select(Holder.class).get().seen()).toList();
        calling = Node.boot(Asker.class);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(calling.select(Directory.class).get().services()).contains("holder"));
    }

    @AfterEach
    void close() {
        serving.forEach(node -> holder(node).gate().countDown());
        Stream.concat(Stream.of(calling), Stream.concat(serving.stream(), Stream.of(broker)))
                .filter(WeldContainer::isRunning).forEach(WeldContainer::close);
        Node.forget();
    }

    @Test
    void an_idempotent_call_is_given_to_another_instance() {
        var call = client().callAsync("holdAgain");
        await().atMost(PATIENCE).until(() -> begun() == 1);
        var first = holder(serving.get(0)).begun().get() == 1 ? 0 : 1;
        holder(serving.get(1 - first)).gate().countDown();

        serving.get(first).close();

        assertThat(call).succeedsWithin(PATIENCE);
        assertThat(holder(serving.get(1 - first)).begun().get()).isEqualTo(1);
    }

    @Test
    void a_call_ends_when_its_service_does_and_is_not_repeated() {
        var begin = Instant.now();
        var call = client().withTimeout(Duration.ofSeconds(3)).callAsync("hold");
        await().atMost(PATIENCE).until(() -> begun() == 1);
        var first = holder(serving.get(0)).begun().get() == 1 ? 0 : 1;

        serving.get(first).close();

        assertThat(call).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(RpcException.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Timeouts.of(Duration.ofSeconds(4)));
        assertThat(holder(serving.get(1 - first)).begun().get()).isZero();
    }

    @Test
    void a_service_that_was_there_before_is_unavailable() {
        serving.forEach(WeldContainer::close);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(calling.select(Directory.class).get().services()).doesNotContain("holder"));
        var begin = Instant.now();

        var failure = catchThrowableOfType(RpcException.NoService.class, () -> client().call("hold"));

        assertThat(failure.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Timeouts.of(Duration.ofSeconds(1)));
    }

    @Test
    void the_outcome_is_unknown_when_the_broker_goes_and_then_the_broker_is_unavailable() {
        var call = client().callAsync("hold");
        await().atMost(PATIENCE).until(() -> begun() == 1);

        broker.close();

        assertThat(call).failsWithin(PATIENCE).withThrowableThat()
                .withCauseInstanceOf(RpcException.OutcomeUnknown.class);
        var begin = Instant.now();
        assertThat(catchThrowableOfType(RpcException.BrokerUnavailable.class, () -> client().call("hold"))).isNotNull();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Timeouts.of(Duration.ofMillis(500)));
        assertThat(client().send("hold")).failsWithin(PATIENCE).withThrowableThat()
                .withCauseInstanceOf(RpcException.BrokerUnavailable.class);
        assertThat(catchThrowableOfType(RpcException.BrokerUnavailable.class,
                () -> client().as(HolderApi.class).hold())).isNotNull();
    }

    interface HolderApi {
        @OneWay
        void hold();
    }

    private ServiceClient client() {
        return calling.select(Services.class).get().service("holder");
    }

    private int begun() {
        return serving.stream().mapToInt(node -> holder(node).begun().get()).sum();
    }

    private Seen holder(WeldContainer node) {
        return holders.get(serving.indexOf(node));
    }

    /** What the service tells the test, also when its node is closed. */
    record Seen(CountDownLatch gate, AtomicInteger begun) {}

    /** Holds its calls until it is opened. */
    @ServiceEntrypoint("holder")
    static class Holder {
        private final Seen seen = new Seen(new CountDownLatch(1), new AtomicInteger());

        @Rpc
        void hold() throws InterruptedException {
            seen.begun().incrementAndGet();
            seen.gate().await(10, TimeUnit.SECONDS);
        }

        @Rpc(idempotent = true)
        void holdAgain() throws InterruptedException {
            hold();
        }

        Seen seen() {
            return seen;
        }
    }
}
