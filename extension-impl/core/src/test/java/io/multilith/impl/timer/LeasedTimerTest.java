package io.multilith.impl.timer;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.resource.SharedBackend;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.timer.Timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Timers of which one node runs each tick. */
class LeasedTimerTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured
            .with(Map.of("multilith.lifecycle.stop-timeout", "PT0.1S"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final List<WeldContainer> nodes = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.stream().filter(WeldContainer::isRunning).forEach(WeldContainer::shutdown);
        SharedBackend.forget();
    }

    @Test
    void run_on_one_node() {
        var first = boot();
        var second = boot();

        await().untilAsserted(() -> assertThat(ticks(first) + ticks(second)).isGreaterThanOrEqualTo(3));

        assertThat(List.of(ticks(first), ticks(second))).contains(0);
    }

    @Test
    void run_on_another_node_when_that_one_has_ended() {
        var first = boot();
        await().until(() -> ticks(first) > 0);
        var second = boot();

        first.shutdown();

        await().atMost(Duration.ofSeconds(10)).until(() -> ticks(second) > 1);
    }

    @Test
    void run_at_once_on_one_of_the_nodes_that_start() {
        var first = boot();
        await().until(() -> eager(first) == 1);
        var second = boot();

        await().during(Duration.ofSeconds(1)).until(() -> eager(second) == 0);
    }

    @Test
    void keep_the_lease_while_they_run() {
        var first = boot();
        var bells = first.select(Bells.class).get();
        await().until(() -> bells.slow() == 1);

        var other = new Lease("bell", "timer-bells.dawdle", "other");
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10))
                .until(() -> first.select(Leases.class).get().take(other, Duration.ofMinutes(1)).isPresent());
        bells.open();
    }

    @Test
    void lose_a_tick_while_the_store_is_away() {
        var node = Deployed.weld(Watch.class, WatchCollection.class, Away.class).initialize();
        nodes.add(node);

        await().untilAsserted(() -> assertThat(log.lines())
                .anySatisfy(
                        line -> assertThat(line).startsWith("WARN").contains("ML0103", "watch.tick", "It is away.")));
        assertThat(node.select(Watch.class).get().ticks()).isZero();
    }

    private WeldContainer boot() {
        var node = Deployed.weld(Bells.class, BellCollection.class, SharedBackend.class).initialize();
        nodes.add(node);
        return node;
    }

    private static int ticks(WeldContainer node) {
        return node.select(Bells.class).get().ticks();
    }

    private static int eager(WeldContainer node) {
        return node.select(Bells.class).get().eager();
    }

    @ResourceCollection("bell")
    @Backend("shared")
    static class BellCollection implements ResourceModel<JsonObject> {}

    @ServiceEntrypoint("bells")
    static class Bells {
        private final AtomicInteger ticks = new AtomicInteger();
        private final AtomicInteger eager = new AtomicInteger();
        private final AtomicInteger slow = new AtomicInteger();
        private final CountDownLatch gate = new CountDownLatch(1);

        @Timer(every = "PT1.2S", lease = "bell")
        void ring() {
            ticks.incrementAndGet();
        }

        @Timer(every = "PT1H", eager = true, lease = "bell")
        void begin() {
            eager.incrementAndGet();
        }

        @Timer(every = "PT1.2S", eager = true, lease = "bell")
        void dawdle() throws InterruptedException {
            slow.incrementAndGet();
            gate.await();
        }

        int ticks() {
            return ticks.get();
        }

        int eager() {
            return eager.get();
        }

        int slow() {
            return slow.get();
        }

        void open() {
            gate.countDown();
        }
    }

    @ResourceCollection("hour")
    @Backend("away")
    static class WatchCollection implements ResourceModel<JsonObject> {}

    @ServiceEntrypoint("watch")
    static class Watch {
        private final AtomicInteger ticks = new AtomicInteger();

        @Timer(every = "PT0.1S", lease = "hour")
        void tick() {
            ticks.incrementAndGet();
        }

        int ticks() {
            return ticks.get();
        }
    }

    @ApplicationScoped
    @Backend("away")
    static class Away implements ResourceBackend {
        @Override
        public CollectionStore open(CollectionDefinition definition) {
            return (CollectionStore) Proxy.newProxyInstance(Away.class.getClassLoader(),
                    new Class<?>[]{CollectionStore.class}, (proxy, method, arguments) -> {
                        throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "It is away.");
                    });
        }
    }
}
