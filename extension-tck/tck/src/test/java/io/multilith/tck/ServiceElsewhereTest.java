package io.multilith.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.placement.Directory;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.Services;
import io.multilith.timer.Timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A service that is declared on two nodes, and by configuration runs on one of them. */
class ServiceElsewhereTest {
    @TempDir
    Path directory;

    private BrokerProcess broker;
    private WeldContainer running;
    private WeldContainer calling;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory).start();
        running = boot(Map.of());
        calling = boot(Map.of("multilith.placement.counter", "remote"));
        await().atMost(Apart.SOON).until(() -> calling.select(Directory.class).get().services().contains("counter"));
    }

    private WeldContainer boot(Map<String, String> more) {
        Node.configure(broker.keysWith(more), false);
        return Node.boot(Counter.class, Desk.class);
    }

    @AfterEach
    void close() {
        calling.close();
        running.close();
        Node.forget();
        broker.close();
    }

    /** Counts on each node by itself. */
    @ServiceEntrypoint("counter")
    static class Counter {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger ticks = new AtomicInteger();

        @Rpc
        int count() {
            return calls.incrementAndGet();
        }

        @Timer(every = "PT0.05S", eager = true)
        void tick() {
            ticks.incrementAndGet();
        }

        int ticks() {
            return ticks.get();
        }

        int calls() {
            return calls.get();
        }
    }

    /** Is to be on a node that was not started yet. */
    @ServiceEntrypoint("ghost")
    static class Ghost {
        @Rpc
        String haunt() {
            throw new AssertionError("not here");
        }
    }

    /** What others call it by. */
    interface CounterApi {
        int count();
    }

    /** Calls it, wherever it is. */
    @ServiceEntrypoint("desk")
    static class Desk {
        @Inject
        @RemoteService("counter")
        CounterApi counter;

        @Rpc
        int ask() {
            return counter.count();
        }
    }

    @Test
    void is_called_where_it_runs_by_the_same_code() {
        assertThat(calling.select(Desk.class).get().ask()).isEqualTo(1);
        assertThat(running.select(Desk.class).get().ask()).isEqualTo(2);

        assertThat(running.select(Counter.class).get().calls()).isEqualTo(2);
        assertThat(calling.select(Counter.class).get().calls()).isZero();
    }

    @Test
    void is_known_though_nobody_was_ever_heard_of_who_has_it() {
        calling.close();
        Node.configure(broker.keysWith(Map.of("multilith.placement.ghost", "remote")), false);
        calling = Node.boot(List.of(Counter.class, Desk.class, Ghost.class));

        assertThatThrownBy(() -> calling.select(Services.class).get().service("ghost").call("haunt"))
                .isInstanceOfSatisfying(RpcException.NoService.class,
                        gone -> assertThat(gone.problem().name().status()).isEqualTo(503));
        assertThatThrownBy(() -> calling.select(Services.class).get().service("nobody").call("haunt"))
                .isInstanceOfSatisfying(RpcException.NoService.class,
                        gone -> assertThat(gone.problem().name().status()).isEqualTo(404));
    }

    @Test
    void starts_nothing_where_it_does_not_run() {
        await().atMost(Apart.SOON).until(() -> running.select(Counter.class).get().ticks() > 3);

        assertThat(calling.select(Counter.class).get().ticks()).isZero();
        assertThat(calling.select(Entrypoints.class).get().states()).extracting(Entrypoints.State::name)
                .containsExactly("desk.ask/Rpc");
        assertThat(calling.select(Directory.class).get().nodes().get(0).services()).containsExactly("desk");
    }

    @Test
    void is_known_and_away_when_its_node_has_gone() {
        running.close();

        assertThatThrownBy(() -> calling.select(Desk.class).get().ask())
                .isInstanceOfSatisfying(RpcException.NoService.class,
                        gone -> assertThat(gone.problem().name().status()).isEqualTo(503));
        running = boot(Map.of());
        await().atMost(Apart.SOON).ignoreExceptions()
                .until(() -> calling.select(Desk.class).get().ask() == 1);
    }
}
