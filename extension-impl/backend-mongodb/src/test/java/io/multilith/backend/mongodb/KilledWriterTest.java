package io.multilith.backend.mongodb;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.StaleWriteException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process that writes all the time is killed, as by {@code kill -9}, again and again. */
class KilledWriterTest {
    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The other process: writes a pair of records in one unit, for ever. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws StaleWriteException {
            var store = open(new MongoServerOnPort(Integer.parseInt(arguments[0])).backend(Duration.ofSeconds(10)));
            for (var count = 0; true; count++) {
                store.commit(List.of(write(store, "a", count), write(store, "b", count)));
            }
        }
    }

    @Test
    void leaves_no_half_of_a_unit_and_no_gap_in_the_log() throws Exception {
        try (var server = MongoServerOnPort.started()) {
            var backend = server.backend(Duration.ofSeconds(10));
            var store = open(backend);

            for (var kill = 1; kill <= KILLS; kill++) {
                var begin = store.head().position();
                var writer = start(server.port());
                try {
                    await().atMost(PATIENCE).until(() -> !writer.isAlive() || store.head().position() > begin + 20);
                    assertThat(writer.isAlive()).as("see target/KilledWriter.log").isTrue();
                } finally {
                    writer.destroyForcibly().onExit().join();
                }

                assertWhole(store);
            }

            store.commit(List.of(write(store, "a", -1), write(store, "b", -1)));
            assertWhole(store);
            backend.close();
        }
    }

    private static void assertWhole(CollectionStore store) {
        var records = store.find(Query.ALL).records();
        var head = store.head();
        var changes = store.changes(0, Integer.MAX_VALUE);
        assertThat(records).hasSize(2).extracting(record -> record.fields().getInt("count"))
                .containsOnly(records.get(0).fields().getInt("count"));
        assertThat(records).extracting(record -> record.version().position()).containsExactly(head.position() - 1,
                head.position());
        assertThat(changes).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, head.position()).boxed().toList());
        assertThat(changes.get(changes.size() - 1).after()).contains(records.get(1).fields());
    }

    private static Process start(int port) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(new File("target", "KilledWriter.log"));
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx192m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                Integer.toString(port)).redirectOutput(log).redirectError(log).start();
    }

    private static CollectionStore open(ResourceBackend backend) {
        return backend.open(new CollectionDefinition("killed", JsonObject.class, Set.of(), 1_000_000, () -> {}));
    }

    private static RecordWrite write(CollectionStore store, String id, int count) {
        var fields = Json.createObjectBuilder().add("id", id).add("count", count).build();
        var present = store.get(id);
        return new RecordWrite(id, present.isPresent() ? ChangeKind.REPLACED : ChangeKind.CREATED, present,
                Optional.of(fields), Optional.empty());
    }
}
