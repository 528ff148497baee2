package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.form;
import static org.assertj.core.api.Assertions.assertThat;

class SnapshotsTest {
    private final BusyStore store = new BusyStore(MemoryStoreTest.open("note", 100_000));
    private final OwnedCollection notes = OwnedCollections.of("note", JsonObject.class, store, 100_000);
    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void is_the_state_at_its_position_while_others_write() throws Exception {
        IntStream.range(0, 1_200).forEach(i -> put("r%04d".formatted(i), i));
        store.afterEachPage(() -> {
            put("r0000", 10_000 + steps.incrementAndGet());
            put("a-new-one-" + steps.get(), 1);
            put("z-new-one-" + steps.get(), -1);
            remove("r0700");
            put("r1199", -1);
        });

        var snapshot = snapshot("{'n':{'$gte':0}}");

        assertThat(snapshot.getJsonArray("records").getValuesAs(JsonObject.class))
                .containsExactlyElementsOf(stateAt(snapshot.getInt("position")));
    }

    @Test
    void has_at_most_ten_thousand_records() {
        IntStream.range(0, 10_001).forEach(i -> put("r" + i, i));

        assertRefused(() -> {
            try {
                snapshot("{}");
            } catch (StaleWriteException changed) {
                throw new AssertionError(changed);
            }
        }, ErrorName.PAYLOAD_TOO_LARGE, "too-many-records");
    }

    private JsonObject snapshot(String query) throws StaleWriteException {
        return new Snapshots().byName().get("$snapshot")
                .run(notes, ResourceRequest.of("note", "$snapshot").with(form(query))).body().asJsonObject();
    }

    /** By the log alone. */
    private List<JsonObject> stateAt(int position) {
        var state = new TreeMap<String, JsonObject>();
        store.changes(0, position).forEach(change -> change.after().filter(record -> record.getInt("n") >= 0)
                .ifPresentOrElse(record -> state.put(change.id(), record), () -> state.remove(change.id())));
        return List.copyOf(state.values());
    }

    private void put(String id, int n) {
        write(id, Optional.of(Json.createObjectBuilder().add("id", id).add("n", n).build()));
    }

    private void remove(String id) {
        if (store.get(id).isPresent()) {
            write(id, Optional.empty());
        }
    }

    private void write(String id, Optional<JsonObject> after) {
        try {
            store.commit(List.of(new RecordWrite(id, ChangeKind.REPLACED, store.get(id), after, Optional.empty())));
        } catch (StaleWriteException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
