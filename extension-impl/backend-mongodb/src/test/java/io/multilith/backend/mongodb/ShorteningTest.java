package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.RecordWrite;

import com.mongodb.client.MongoClients;

import static org.assertj.core.api.Assertions.assertThat;

class ShorteningTest {
    @Test
    void tells_of_a_commit_although_the_log_cannot_be_shortened() throws Exception {
        var server = MongoServerOnPort.started();
        var steps = new AtomicInteger();
        try (var client = MongoClients.create("mongodb://127.0.0.1:" + server.port()
                + "/?serverSelectionTimeoutMS=500&connectTimeoutMS=500")) {
            var store = new MongoStore(new CollectionDefinition("c", JsonObject.class, Set.of(), 1, () -> {}),
                    client.getDatabase("x"), Duration.ofSeconds(1), () -> {
                        if (steps.incrementAndGet() == 10) { // the last of the second
                            server.stop();
                        }
                    });
            store.commit(List.of(creation("a")));
            store.told(1);

            var changes = store.commit(List.of(creation("b")));

            assertThat(changes).hasSize(1);
        }
    }

    private static RecordWrite creation(String id) {
        return new RecordWrite(id, ChangeKind.CREATED, Optional.empty(),
                Optional.of(Json.createObjectBuilder().add("id", id).build()), Optional.empty());
    }
}
