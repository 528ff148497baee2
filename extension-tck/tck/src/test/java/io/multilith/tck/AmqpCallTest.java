package io.multilith.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.broker.EmbeddedBrokerExtension;
import io.multilith.placement.Directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls from node to node over a broker, and on from the called node to the calling one. */
class AmqpCallTest extends CallContract {
    @TempDir
    static Path directory;

    private static WeldContainer serving;
    private static WeldContainer calling;

    @BeforeAll
    static void boot() throws IOException {
        var broker = Node.brokerAt(directory);
        var keys = new HashMap<>(KEYS);
        keys.putAll(broker);
        Node.configure(keys, true);
        serving = Node.boot(Target.class, new EmbeddedBrokerExtension());
        Node.configure(broker, true);
        calling = Node.boot(Next.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(20))).untilAsserted(() -> {
            assertThat(calling.select(Directory.class).get().services()).contains("target");
            assertThat(serving.select(Directory.class).get().services()).contains("next");
        });
    }

    @AfterAll
    static void close() {
        if (calling != null) {
            calling.close();
        }
        if (serving != null) {
            serving.close();
        }
        Node.forget();
    }

    @Override
    protected WeldContainer serving() {
        return serving;
    }

    @Override
    protected WeldContainer calling() {
        return calling;
    }
}
