package io.multilith.tck;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;

import static org.assertj.core.api.Assertions.assertThat;

/** One event ends the process of its handler each time; those beside it only were there: G10. */
@Tag("slow")
class KillingEventTest {
    private static final String LETTERS = "dlq.fuse.on";
    /** Far more than there are attempts: the broker does not count each process that dies at once. */
    private static final int MOST_STARTS = 30;
    private static final int BESIDE = 6;

    @TempDir
    Path directory;

    private BrokerProcess broker;
    private WeldContainer node;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory).start();
        node = Split.bootTeller(broker.port());
        try (var peer = PeerProcess.start(broker.port())) {
            Split.awaitCalls(node);
            peer.kill();
        }
        node.select(MessageBus.class).get().provideQueue(Fuse.TOLD);
    }

    @AfterEach
    void close() {
        node.close();
        broker.close();
        Node.forget();
    }

    @Test
    void is_a_dead_letter_alone() {
        var teller = node.select(Teller.class).get();
        IntStream.range(0, BESIDE).forEach(number -> teller.make(Fuse.KILLER + number % 2, number));
        teller.make(Fuse.KILLER, 0);
        IntStream.range(BESIDE, 2 * BESIDE).forEach(number -> teller.make(Fuse.KILLER + number % 2, number));

        for (var start = 1; start <= MOST_STARTS && !PeerProcess.survives(broker.port(), this::isOver); start++) {
            assertThat(start).isLessThan(MOST_STARTS);
        }

        assertThat(bodies(LETTERS)).singleElement().asString().contains("\"killer\"");
        assertThat(browse(LETTERS).get(0).header("multilith-reason").orElseThrow()).startsWith("process-ended");
    }

    /** A letter that was sent before an event beside it ran may be there for a while. */
    private boolean isOver() {
        var letters = bodies(LETTERS);
        return bodies(Fuse.TOLD).stream().distinct().count() == 2 * BESIDE && letters.size() == 1
                && letters.get(0).contains("\"killer\"");
    }

    private List<String> bodies(String queue) {
        return browse(queue).stream().map(message -> new String(message.body(), StandardCharsets.UTF_8)).toList();
    }

    private List<Message> browse(String queue) {
        return node.select(MessageBus.class).get().browse(queue, Map.of(), 100).toCompletableFuture().join();
    }
}
