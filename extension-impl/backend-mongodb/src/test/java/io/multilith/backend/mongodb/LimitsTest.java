package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StaleWriteException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What MongoDB cannot keep is refused before anything is written. */
class LimitsTest {
    private MongoServerOnPort server;
    private MongoBackend backend;
    private CollectionStore store;

    @BeforeEach
    void open() throws Exception {
        server = MongoServerOnPort.started();
        backend = server.backend(Duration.ofSeconds(10));
        store = backend.open(new CollectionDefinition("power", JsonObject.class, Set.of(), 100, () -> {}));
        create("first", "x");
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    @Test
    void refuses_a_unit_that_does_not_fit_into_the_head() throws Exception {
        assertRefused("x".repeat(13 << 20), ErrorName.PAYLOAD_TOO_LARGE);
    }

    @Test
    void refuses_a_record_that_does_not_fit_with_what_it_is_found_by() throws Exception {
        assertRefused("Ä".repeat(3 << 20), ErrorName.PAYLOAD_TOO_LARGE);
    }

    @Test
    void refuses_half_a_surrogate_pair() throws Exception {
        assertRefused("\uD800", ErrorName.UNPROCESSABLE);
    }

    @Test
    void keeps_a_record_of_a_megabyte() throws Exception {
        var text = "Ä".repeat(1 << 20);

        create("a", text);

        assertThat(store.get("a").orElseThrow().fields().getString("text")).isEqualTo(text);
    }

    private void assertRefused(String text, ErrorName name) throws StaleWriteException {
        assertThatThrownBy(() -> create("a", text)).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().name()).isEqualTo(name));

        create("b", "x");
        assertThat(store.changes(0, 10)).extracting(change -> change.id()).containsExactly("first", "b");
    }

    private void create(String id, String text) throws StaleWriteException {
        store.commit(List.of(new RecordWrite(id, ChangeKind.CREATED, Optional.empty(),
                Optional.of(Json.createObjectBuilder().add("id", id).add("text", text).build()), Optional.empty())));
    }
}
