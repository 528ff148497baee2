package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.weld.environment.se.WeldContainer;

import io.multilith.placement.Directory;

import static org.awaitility.Awaitility.await;

/** Two nodes of one application on one broker: the items are owned by one of them, and asked for on the other. */
final class Apart implements AutoCloseable {
    static final Duration SOON = Timeouts.of(Duration.ofSeconds(10));

    private final List<WeldContainer> open = new ArrayList<>();
    private final BrokerProcess broker;
    private WeldContainer owner;
    private final WeldContainer other;

    Apart(Path directory, Class<?>... services) {
        broker = new BrokerProcess(directory);
        broker.start();
        owner = bootOwner();
        other = boot(Map.of("multilith.placement.item", "remote"), services);
        awaitOwner();
    }

    private WeldContainer bootOwner() {
        return boot(Map.of(), Items.class);
    }

    private WeldContainer boot(Map<String, String> more, Class<?>... beans) {
        Node.configure(broker.keysWith(more), false);
        var all = new ArrayList<Class<?>>(List.of(beans));
        if (!all.contains(Items.class)) {
            all.add(Items.class);
        }
        var node = Node.boot(List.copyOf(all));
        open.add(node);
        return node;
    }

    private void awaitOwner() {
        await().atMost(SOON).until(() -> other.select(Directory.class).get().collections().contains("item"));
    }

    /** The records of a memory collection go with it. */
    void restartOwner() {
        stopOwner();
        owner = bootOwner();
        awaitOwner();
    }

    void stopOwner() {
        open.remove(owner);
        owner.close();
    }

    <T> T ofOwner(Class<T> type) {
        return owner.select(type).get();
    }

    <T> T ofOther(Class<T> type) {
        return other.select(type).get();
    }

    /** Of the other node's collections. */
    HealthCheckResponse readiness() {
        return Split.readiness(other, "multilith-collections");
    }

    @Override
    public void close() {
        open.forEach(WeldContainer::close);
        Node.forget();
        broker.close();
    }
}
