package io.multilith.tck;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is done with a backend, it does what another does: random writes and queries, each on both. Extend it, and hand it the
 * memory backend as the model; it runs on jqwik,
 * {@code net.jqwik:jqwik}, which is not brought along.
 *
 * @since 0.1
 */
public abstract class ResourceBackendProperties {
    private static final Set<String> INDEXES = Set.of("name", "done");
    private static final int STEPS = 40;
    private static final Steps.Find ALL = new Steps.Find(new Query(100, 0), Optional.empty());

    /** Makes a suite. */
    protected ResourceBackendProperties() {}

    /**
     * The backend under test. Called once before each try; empties the tables of its record types.
     *
     * @return ready for use
     */
    protected abstract ResourceBackend backend();

    /**
     * What does it right.
     *
     * @return the memory backend
     */
    protected abstract ResourceBackend model();

    /**
     * What records are mapped to by the backend under test.
     *
     * @return a type with the JSON of {@link Item}, which is the default
     */
    protected Type recordType() {
        return Item.class;
    }

    @Provide
    Arbitrary<List<Steps.Step>> steps() {
        return Steps.any().list().ofMinSize(STEPS / 2).ofMaxSize(STEPS);
    }

    @Property(tries = 50)
    void does_what_the_model_does(@ForAll("steps") List<Steps.Step> steps) {
        var name = "property-" + UUID.randomUUID().toString().substring(0, 8);
        var model = new Run(open(model(), name, Item.class));
        var run = new Run(open(backend(), name, recordType()));

        steps.forEach(step -> assertThat(run.take(step)).as("%s", step).isEqualTo(model.take(step)));

        assertThat(run.log()).isEqualTo(model.log());
        assertThat(run.take(ALL)).isEqualTo(model.take(ALL));
    }

    private static CollectionStore open(ResourceBackend backend, String name, Type type) {
        return backend.open(new CollectionDefinition(name, type, INDEXES, Writes.ALL, () -> {}));
    }

    /** One of the two, and how its records looked last. What it tells is without epochs and times. */
    private static final class Run {
        private final Map<String, StoredRecord> seen = new HashMap<>();
        private final CollectionStore store;

        Run(CollectionStore store) {
            this.store = store;
        }

        List<Object> take(Steps.Step step) {
            if (step instanceof Steps.Look look) {
                return look(look.id());
            }
            if (step instanceof Steps.Unit unit) {
                return write(unit);
            }
            if (step instanceof Steps.Find find) {
                return find(find);
            }
            throw new AssertionError(step);
        }

        private List<Object> look(String id) {
            var record = store.get(id);
            record.ifPresentOrElse(present -> seen.put(id, present), () -> seen.remove(id));
            return record.map(this::told).orElseGet(List::of);
        }

        private List<Object> write(Steps.Unit unit) {
            try {
                var changes = store.commit(unit.changes().stream().map(this::write).toList());
                return List.of(changes.stream().map(Run::told).toList(), store.head().position());
            } catch (StaleWriteException stale) {
                return List.of(stale.getMessage(), store.head().position());
            }
        }

        private RecordWrite write(Steps.Change change) {
            var before = Optional.ofNullable(seen.get(change.id()));
            if (before.isEmpty()) {
                return new RecordWrite(change.id(), ChangeKind.CREATED, before,
                        change.after().or(() -> Optional.of(Writes.item(change.id()).build())), Optional.empty());
            }
            var kind = change.after().isEmpty()
                    ? ChangeKind.REMOVED
                    : change.patch() ? ChangeKind.PATCHED : ChangeKind.REPLACED;
            return new RecordWrite(change.id(), kind, before, change.after(), Optional.empty());
        }

        /** After the place of a record, if it was seen. */
        private List<Object> find(Steps.Find find) {
            var query = find.query();
            var after = find.after().map(seen::get).map(record -> place(query, record.fields()));
            var page = store.find(new Query(query.where(), query.sort(), after, query.limit(), query.skip(),
                    query.counted()));
            return List.of(page.records().stream().map(this::told).toList(), page.total());
        }

        private static JsonArray place(Query query, JsonObject last) {
            var place = Json.createArrayBuilder();
            query.sort().forEach(by -> place.add(last.getOrDefault(by.field(), JsonValue.NULL)));
            return place.add(last.get("id")).build();
        }

        List<List<Object>> log() {
            return store.changes(0, Writes.ALL).stream().map(Run::told).toList();
        }

        private List<Object> told(StoredRecord record) {
            return List.of(record.id(), Writes.byValue(record.fields()), record.version().position());
        }

        private static List<Object> told(ResourceChange change) {
            return new ArrayList<>(List.of(change.id(), change.kind(), change.version().position(),
                    change.before().map(Writes::byValue), change.after().map(Writes::byValue)));
        }
    }
}
