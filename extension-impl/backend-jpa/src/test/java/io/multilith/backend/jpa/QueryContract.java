package io.multilith.backend.jpa;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.Sort;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** What a database finds is what comparing the same records as JSON finds, in the same order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryContract {
    private static final int RECORDS = 80;
    private static final int QUERIES = 300;

    /** Values of each field that are near each other in some order, or equal in some sense. */
    private static final Map<String, List<JsonValue>> VALUES = Map.ofEntries(
            Map.entry("name", texts("", "a", "A", "ab", "Ab", "b", "B", "ä", "Ä", "Zoë", "z", "\uff21", "\ud83c\udf4e",
                    "50%", "5_0", "5x0", "a!b", "\u212aelvin", "kelvin", "\u0130stanbul", "istanbul", "ISTANBUL",
                    "ΟΔΟΣ",
                    "οδος", "ß", "SS", "a b", "a-b", "a'b", "a\\b", " a")),
            Map.entry("amount", numbers("-1", "0", "1", "1.0", "2", "10", "2147483647", "1.5", "99999999999")),
            Map.entry("total", numbers("-9223372036854775808", "0", "1", "9007199254740993", "9007199254740992")),
            Map.entry("price", numbers("0", "0.1", "0.10", "1.5", "1.50", "-3", "1000000.0001", "1e3", "1e-9")),
            Map.entry("weight",
                    numbers("0.1", "0.5", "1", "1.0", "-2.25", "1e300", "0.1000000000000000055511151231257827")),
            Map.entry("done", List.of(JsonValue.TRUE, JsonValue.FALSE)),
            Map.entry("sure", List.of(JsonValue.TRUE, JsonValue.FALSE)),
            Map.entry("birth", texts("2024-02-29", "2023-12-31", "2024-01-01", "1999-01-01")),
            Map.entry("seen", texts("2024-02-29T10:15:00", "2024-02-29T10:15:00.5", "2024-02-29T10:15:01",
                    "2024-02-29T10:15:00.25")),
            Map.entry("stamp", texts("2024-02-29T10:15:00Z", "2024-02-29T10:15:00.500Z", "2024-02-29T10:15:01Z")),
            Map.entry("colour", texts("RED", "GREEN", "blue", "BLUE")),
            Map.entry("tags", List.of(JsonValue.EMPTY_JSON_ARRAY, Json.createArrayBuilder().add("x").build(),
                    Json.createArrayBuilder().add("x").add("y").build(),
                    Json.createArrayBuilder().add("y").add("x").build())),
            Map.entry("address", List.of(Json.createObjectBuilder().add("street", "s").add("town", "t").build(),
                    Json.createObjectBuilder().add("street", "s").build())));
    private static final List<String> FIELDS = VALUES.keySet().stream().sorted().toList();
    /** They must be there, or only some of their values can be stored. */
    private static final Map<String, Set<String>> UNSTORABLE = Map.of("amount", Set.of("1.5", "99999999999"), "price",
            Set.of("1e-9"), "weight", Set.of("0.1000000000000000055511151231257827"));

    private final Application application;
    private final Random random = new Random(42);
    private CollectionStore things;
    private List<JsonObject> all;

    QueryContract(TestDatabase database, String unit) {
        this.application = Application.start(unit, database);
    }

    private static List<JsonValue> texts(String... texts) {
        return List.of(texts).stream().map(text -> (JsonValue) Json.createValue(text)).toList();
    }

    private static List<JsonValue> numbers(String... numbers) {
        return List.of(numbers).stream().map(number -> (JsonValue) Json.createValue(new BigDecimal(number))).toList();
    }

    @BeforeAll
    void fill() throws Exception {
        things = application.open("things", Thing.class);
        var writes = IntStream.range(0, RECORDS).mapToObj(this::thing)
                .map(thing -> new RecordWrite(thing.getString("id"),
                        ChangeKind.CREATED, Optional.empty(), Optional.of(thing), Optional.empty()))
                .toList();
        things.commit(writes);
        all = things.find(new Query(RECORDS, 0)).records().stream().map(StoredRecord::fields).toList();
    }

    private JsonObject thing(int number) {
        var thing = Json.createObjectBuilder().add("id",
                List.of("a", "A", "ä", "\uff21", "\ud83c\udf4e").get(number % 5) + number);
        for (var field : FIELDS) {
            var storable = VALUES.get(field).stream()
                    .filter(value -> !UNSTORABLE.getOrDefault(field, Set.of())
                            .contains(value.toString().toLowerCase(Locale.ROOT)))
                    .filter(value -> !UNSTORABLE.containsKey(field) || isStorable(field, value)).toList();
            if (field.equals("sure") || random.nextInt(5) > 0) {
                thing.add(field, storable.get(random.nextInt(storable.size())));
            }
        }
        return thing.build();
    }

    private static boolean isStorable(String field, JsonValue value) {
        return UNSTORABLE.get(field).stream().noneMatch(
                unstorable -> new BigDecimal(unstorable).compareTo(new BigDecimal(value.toString())) == 0);
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Test
    void lists_all_in_order_of_id() {
        assertThat(all).hasSize(RECORDS);
        assertThat(all).isSortedAccordingTo(Query.ALL.order());
    }

    @Test
    void finds_what_comparing_as_json_finds() {
        for (var i = 0; i < QUERIES; i++) {
            var query = query();

            var page = things.find(query);

            var matching = all.stream().filter(record -> query.where().matches(record))
                    .sorted(query.order()).toList();
            assertThat(page.records().stream().map(StoredRecord::fields)).as("%d: %s", i, query)
                    .containsExactlyElementsOf(expected(query, matching));
            if (query.counted()) {
                assertThat(page.total()).as("%d: %s", i, query).hasValue(matching.size());
            }
        }
    }

    private static List<JsonObject> expected(Query query, List<JsonObject> matching) {
        return matching.stream()
                .filter(record -> query.isAfter(record))
                .skip(query.skip()).limit(query.limit()).toList();
    }

    @Test
    void compares_each_field_with_each_of_its_values() {
        for (var field : FIELDS) {
            var values = new ArrayList<>(VALUES.get(field));
            values.add(JsonValue.NULL);
            for (var value : values) {
                for (var operator : Operator.values()) {
                    agree(new Condition.Comparison(field, operator, value));
                }
                agree(new Condition.In(field, List.of(value, values.get(0)), false));
                agree(new Condition.In(field, List.of(value, values.get(0)), true));
            }
            agree(new Condition.In(field, List.of(), false));
            agree(new Condition.In(field, List.of(), true));
        }
        agree(new Condition.Or(List.of()));
        agree(new Condition.And(List.of()));
    }

    @Test
    void searches_whatever_the_case() {
        for (var text : List.of("", "a", "K", "kel", "i", "İ", "ist", "%", "_", "5_", "!", "ä", "Ä", "οδος", "Σ", "ß",
                "ss",
                "'", "\\", "x", "\u0000", "\ud83c")) {
            agree(new Condition.Search(Set.of("name"), text));
            agree(new Condition.Search(Set.of("name", "colour"), text));
        }
    }

    @Test
    void puts_in_order_of_each_field_and_begins_after_each_record() {
        for (var field : FIELDS) {
            for (var descending : List.of(true, false)) {
                var query = new Query(Condition.EVERYTHING, List.of(new Sort(field, descending)), Optional.empty(), 500,
                        0, false);
                var sorted = all.stream().sorted(query.order()).toList();
                assertThat(fields(query)).as("%s", query).isEqualTo(sorted);
                for (var i = 0; i < sorted.size(); i += 7) {
                    var place = place(query, sorted.get(i));
                    var after = new Query(query.where(), query.sort(), Optional.of(place), 500, 0, false);
                    assertThat(fields(after)).as("%s", after).isEqualTo(sorted.subList(i + 1, sorted.size()));
                }
            }
        }
    }

    private List<JsonObject> fields(Query query) {
        return things.find(query).records().stream().map(StoredRecord::fields).toList();
    }

    private void agree(Condition condition) {
        var query = new Query(condition, List.of(), Optional.empty(), 500, 0, false);
        assertThat(fields(query)).as("%s", condition)
                .isEqualTo(all.stream().filter(record -> condition.matches(record)).toList());
    }

    private static JsonArray place(Query query, JsonObject record) {
        var place = Json.createArrayBuilder();
        query.sort().forEach(by -> place.add(record.getOrDefault(by.field(), JsonValue.NULL)));
        return place.add(record.get("id")).build();
    }

    private Query query() {
        var sort = IntStream.range(0, random.nextInt(4)).mapToObj(i -> new Sort(any(FIELDS), random.nextBoolean()))
                .toList();
        var query = new Query(condition(0), sort, Optional.empty(), random.nextInt(20), random.nextInt(4) * 3,
                random.nextBoolean());
        return random.nextBoolean()
                ? query
                : new Query(query.where(), sort, Optional.of(place(query, any(all))), query.limit(), 0,
                        query.counted());
    }

    private Condition condition(int depth) {
        var kind = random.nextInt(depth > 2 ? 4 : 8);
        if (kind < 3) {
            var field = any(FIELDS);
            return new Condition.Comparison(field, any(List.of(Operator.values())), value(field));
        }
        if (kind == 3) {
            var field = any(FIELDS);
            return new Condition.In(field, IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(field)).toList(),
                    random.nextBoolean());
        }
        var terms = IntStream.range(0, random.nextInt(4)).mapToObj(i -> condition(depth + 1)).toList();
        return kind < 6 ? new Condition.And(terms) : new Condition.Or(terms);
    }

    private JsonValue value(String field) {
        return random.nextInt(8) == 0 ? JsonValue.NULL : any(VALUES.get(field));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
