package io.multilith.tck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.Json;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.placement.Directory;
import io.multilith.placement.NodeJoined;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is to run wherever it does not run yet. */
class AutomaticPlacementTest {
    private static final Map<String, String> AUTOMATIC = Map.of("multilith.placement.item", "auto",
            "multilith.placement.clerk", "auto");

    @TempDir
    Path directory;

    private final List<WeldContainer> nodes = new ArrayList<>();
    private BrokerProcess broker;

    @BeforeEach
    void startBroker() {
        broker = new BrokerProcess(directory).start();
    }

    @AfterEach
    void close() {
        nodes.forEach(WeldContainer::close);
        Node.forget();
        broker.close();
    }

    /** Has an entrypoint that asks for the collection when it is bound. */
    @ServiceEntrypoint("clerk")
    static class Clerk {
        @Rpc
        String greet(String friend) {
            return "Hello " + friend + "!";
        }

        @OnResource(collection = "item", where = "name=nothing")
        void work(Item item) {
            throw new AssertionError(item);
        }
    }

    @Test
    void is_here_where_nobody_else_has_it() {
        var node = boot(broker.keysWith(AUTOMATIC));

        assertThat(isHere(node, "item")).isTrue();
        assertThat(node.select(Entrypoints.class).get().states()).hasSize(2);
        assertThat(node.select(Services.class).get().service("clerk").call(String.class, "greet", "Matt"))
                .isEqualTo("Hello Matt!");
        assertThat(create(node, "a")).isTrue();
    }

    @Test
    void is_elsewhere_where_somebody_has_it() {
        var first = boot(broker.keysWith(Map.of()));
        var second = boot(broker.keysWith(AUTOMATIC));

        assertThat(isHere(second, "item")).isFalse();
        assertThat(isHere(second, "clerk")).isFalse();
        assertThat(second.select(Entrypoints.class).get().states()).isEmpty();
        create(second, "a");
        assertThat(first.select(ResourceDispatcher.class).get().dispatch(ResourceRequest.of("item", "get", "a"))
                .body().asJsonObject()).containsKey("id");
    }

    @Test
    void is_with_one_of_two_that_start_one_after_the_other() {
        var first = boot(broker.keysWith(AUTOMATIC));
        var second = boot(broker.keysWith(AUTOMATIC));

        assertThat(isHere(first, "item")).isTrue();
        assertThat(isHere(second, "item")).isFalse();
    }

    @Test
    void is_with_one_of_two_that_start_at_the_same_moment() {
        Node.configure(broker.keysWith(AUTOMATIC), false);
        var loader = Thread.currentThread().getContextClassLoader();

        var starting = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
            Thread.currentThread().setContextClassLoader(loader); // by which the configuration is found
            return Node.boot(Clerk.class, Items.class);
        })).limit(2).toList();
        starting.forEach(node -> nodes.add(node.join()));

        assertThat(nodes).filteredOn(node -> isHere(node, "item")).hasSize(1);
        assertThat(nodes).filteredOn(node -> isHere(node, "clerk")).hasSize(1);
        assertThat(create(nodes.get(0), "a")).isTrue();
        assertThat(nodes.get(1).select(ResourceDispatcher.class).get()
                .dispatch(ResourceRequest.of("item", "get", "a")).body().asJsonObject()).containsKey("id");
    }

    @Test
    void is_told_of_with_all_that_it_has_though_somebody_asks_before_that_is_settled() {
        Node.configure(broker.keysWith(Map.of("multilith.placement.item", "remote", "multilith.placement.clerk",
                "remote")), false);
        var other = Node.boot(List.of(Clerk.class, Items.class, Guests.class));
        nodes.add(other);
        var isBooting = new AtomicBoolean(true);
        var asking = CompletableFuture.runAsync(() -> {
            while (isBooting.get()) {
                other.select(MessageBus.class).get().send(Message.toTopic("nodes",
                        "{\"type\":\"hello\",\"node\":\"0\",\"services\":[],\"collections\":[]}"))
                        .toCompletableFuture().join();
            }
        });

        boot(broker.keysWith(AUTOMATIC));
        isBooting.set(false);
        asking.join();

        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(other.select(Guests.class).get().joined())
                .filteredOn(node -> !node.id().equals("0")).singleElement()
                .satisfies(node -> assertThat(node.collections()).containsExactly("item")));
    }

    /** Remembers who came. */
    @ApplicationScoped
    static class Guests {
        private final List<io.multilith.placement.Node> joined = new CopyOnWriteArrayList<>();

        void greet(@Observes NodeJoined event) {
            joined.add(event.node());
        }

        List<io.multilith.placement.Node> joined() {
            return joined;
        }
    }

    @Test
    void is_here_where_there_is_no_broker() {
        var node = boot(AUTOMATIC);

        assertThat(isHere(node, "item")).isTrue();
        assertThat(create(node, "a")).isTrue();
    }

    @Test
    void is_here_while_the_broker_is_away() {
        broker.kill();

        var node = boot(broker.keysWith(AUTOMATIC));

        assertThat(isHere(node, "item")).isTrue();
        broker.start();
        var other = boot(broker.keysWith(Map.of("multilith.placement.item", "remote", "multilith.placement.clerk",
                "remote")));
        await().atMost(Split.RECOVERY).until(() -> other.select(Directory.class).get().collections().contains("item"));
    }

    @Test
    void keeps_the_later_of_two_that_keep_a_collection_in_memory_from_being_ready() {
        var first = boot(broker.keysWith(Map.of()));
        var second = boot(broker.keysWith(Map.of()));

        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(owners(second).getData().orElseThrow())
                .containsKey("item"));
        assertThat(owners(second).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(owners(first).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        nodes.remove(first);
        first.close();

        await().atMost(Apart.SOON).untilAsserted(
                () -> assertThat(owners(second).getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
    }

    private static HealthCheckResponse owners(WeldContainer node) {
        return Split.readiness(node, "multilith-owners");
    }

    private WeldContainer boot(Map<String, String> keys) {
        Node.configure(keys, false);
        var node = Node.boot(Clerk.class, Items.class);
        nodes.add(node);
        return node;
    }

    private static boolean isHere(WeldContainer node, String name) {
        return node.select(Directory.class).get().isHere(name);
    }

    private static boolean create(WeldContainer node, String id) {
        return node.select(ResourceDispatcher.class).get().dispatch(ResourceRequest.of("item", "create")
                .with(Json.createObjectBuilder().add("id", id).build())).created();
    }
}
