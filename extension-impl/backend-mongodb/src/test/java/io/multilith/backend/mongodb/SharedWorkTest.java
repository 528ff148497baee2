package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.json.Json;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.tck.Item;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Work on the records of one database, by two applications. */
class SharedWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MongoServerOnPort server;

    @BeforeEach
    void start() {
        server = MongoServerOnPort.started();
        forget();
        var keys = Map.of("multilith.item.backend", "mongodb", MongoSettings.URL_KEY,
                "mongodb://127.0.0.1:" + server.port() + "/shop");
        ConfigProviderResolver.instance().registerConfig(
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build(),
                Thread.currentThread().getContextClassLoader());
    }

    @AfterEach
    void stop() {
        server.close();
        forget();
    }

    @Test
    void is_done_once_by_one_of_them() {
        var ids = IntStream.range(0, 60).mapToObj(number -> "i" + number).toList();
        try (var first = boot(); var second = boot()) {
            ids.forEach(id -> first.select(ResourceDispatcher.class).get().dispatch(ResourceRequest.of("item", "create")
                    .with(Json.createObjectBuilder().add("id", id).add("name", "new").build())));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(packed(first, second)).containsAll(ids));
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE)
                    .until(() -> packed(first, second).size() == ids.size());
        }
    }

    @Test
    void is_not_done_again_after_a_restart_when_the_record_stays_as_it_is() {
        try (var first = boot()) {
            first.select(ResourceDispatcher.class).get().dispatch(ResourceRequest.of("item", "create")
                    .with(Json.createObjectBuilder().add("id", "1").add("done", true).build()));
            await().atMost(PATIENCE).until(() -> first.select(Packer.class).get().seen().equals(List.of("1")));
        }

        try (var second = boot()) {
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE)
                    .until(() -> second.select(Packer.class).get().seen().isEmpty());
        }
    }

    private static SeContainer boot() {
        return SeContainerInitializer.newInstance().addBeanClasses(ItemsOnMongo.Items.class, Packer.class)
                .initialize();
    }

    private static List<String> packed(SeContainer first, SeContainer second) {
        return Stream.of(first, second).flatMap(node -> node.select(Packer.class).get().packed().stream()).toList();
    }

    private static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }

    /** Is done with each item once. */
    @ServiceEntrypoint("packer")
    public static class Packer {
        private final List<String> packed = new CopyOnWriteArrayList<>();
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Inject
        @Collection("item")
        ResourceClient<Item> items;

        @OnResource(collection = "item", where = "name=new", sweep = "PT1S")
        void pack(Item item) {
            packed.add(item.id());
            items.patch(item.id(), Map.of("name", "packed"));
        }

        @OnResource(collection = "item", where = "done=true", sweep = "PT1S")
        void look(Item item) {
            seen.add(item.id());
        }

        List<String> packed() {
            return packed;
        }

        List<String> seen() {
            return seen;
        }
    }
}
