package io.multilith.impl.resource;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.In;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** An index finds what a look at every record finds, in the same order. */
class MemoryIndexTest {
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final List<JsonValue> VALUES = Stream
            .of("null", "true", "1", "1.0", "2", "9007199254740993", "9007199254740992", "1e400", "-0", "0", "\"1\"",
                    "\"a\"", "[1]", "{\"x\":1}")
            .map(text -> Json.createReader(new StringReader(text)).readValue()).toList();

    private final MemoryStore store = new MemoryStore(
            new CollectionDefinition("note", JsonObject.class, Set.of("a", "b"), 10, () -> {}));

    @BeforeEach
    void fill() throws Exception {
        var random = new Random(7);
        for (var i = 0; i < 400; i++) {
            var id = "r" + random.nextInt(200);
            var present = store.get(id);
            var after = random.nextInt(5) == 0 && present.isPresent()
                    ? Optional.<JsonObject>empty()
                    : Optional.of(record(id, random));
            store.commit(List.of(new RecordWrite(id, ChangeKind.REPLACED, present, after, Optional.empty())));
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void finds_what_a_look_at_all_finds(Query query) {
        var order = query.order();
        var matching = store.find(new Query(500, 0)).records().stream()
                .filter(record -> query.where().matches(record.fields())).toList();
        var expected = matching.stream().sorted((one, other) -> order.compare(one.fields(), other.fields()))
                .skip(query.skip()).limit(query.limit()).map(StoredRecord::id).toList();

        var page = store.find(query);

        assertThat(page.total()).hasValue(matching.size());
        assertThat(page.records()).extracting(StoredRecord::id).containsExactlyElementsOf(expected);
    }

    static Stream<Query> queries() {
        var random = new Random(11);
        return IntStream.range(0, 300).mapToObj(i -> {
            var query = new Query(random.nextInt(30), random.nextInt(5)).and(condition(random));
            query = random.nextBoolean() ? query.and(condition(random)) : query;
            return random.nextBoolean() ? query.sortedBy(field(random), random.nextBoolean()) : query;
        });
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new In(field(random), List.of(value(random), value(random)), random.nextBoolean());
            case 1 -> new Condition.Or(List.of(comparison(random), comparison(random)));
            default -> comparison(random);
        };
    }

    private static Comparison comparison(Random random) {
        return new Comparison(field(random), OPERATORS.get(random.nextInt(OPERATORS.size())), value(random));
    }

    private static JsonObject record(String id, Random random) {
        var record = Json.createObjectBuilder().add("id", id);
        Stream.of("a", "b", "c").filter(field -> random.nextInt(4) > 0)
                .forEach(field -> record.add(field, value(random)));
        return record.build();
    }

    private static String field(Random random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }

    private static JsonValue value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
