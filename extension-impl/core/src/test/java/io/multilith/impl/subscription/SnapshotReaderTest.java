package io.multilith.impl.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.impl.json.RecordFields;
import io.multilith.impl.query.ReadQuery;
import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotReaderTest {
    @Test
    void shows_what_is_meant_and_no_more_of_what_another_node_sends() {
        var inTitle = new Condition.Search(Set.of("title"), "red");
        var reader = new SnapshotReader(
                new FollowedCollection("note", new Generous(), RecordFields.of(JsonObject.class),
                        UnaryOperator.identity(), caller -> inTitle, Comparator.naturalOrder()),
                new ReadQuery(Query.ALL.and(inTitle), Set.of(), Set.of(), 0));

        var snapshot = reader.read();

        assertThat(snapshot.records()).extracting(record -> record.getString("id")).containsExactly("a");
    }

    /** Finds the text in all the fields, whichever of them were meant. */
    private static final class Generous implements ChangeLog {
        @Override
        public Version head() {
            return new Version("epoch", 2);
        }

        @Override
        public List<ResourceChange> changes(long after, int limit) {
            return List.of();
        }

        @Override
        public List<JsonObject> find(Query query) {
            return List.of(note("a", "red", "blue"), note("b", "blue", "red"));
        }

        private static JsonObject note(String id, String title, String text) {
            return Json.createObjectBuilder().add("id", id).add("title", title).add("text", text).build();
        }

        @Override
        public void told(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long told() {
            throw new UnsupportedOperationException();
        }
    }
}
