package io.multilith.tck;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.In;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ids: any text, numbers, UUIDs. */
abstract class IdCases extends StoreCases {
    private static final List<String> UUIDS = List.of("00000000-0000-4000-8000-000000000001",
            "7fffffff-ffff-4fff-8fff-ffffffffffff", "80000000-0000-4000-8000-000000000000",
            "f0000000-0000-4000-bfff-000000000000");

    IdCases(ResourceBackendContract contract) {
        super(contract);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", " ", "a ", "A", "ü", "%", "_", "'", "\"", "$x", "$", "a.b", ".a", "#", "?", "😀",
            "__proto__", "_id", "null", "1", "01", "{}", "a:b", "日本", "-", "*"})
    void takes_any_id_for_what_it_is(String id) throws Exception {
        insert(store, "a", "b", id, id + "x");

        var change = Writes.replace(store, Writes.counted(id, 2));

        assertThat(store.get(id)).get().extracting(StoredRecord::id, StoredRecord::version)
                .containsExactly(id, change.version());
        assertThat(ids(Query.ALL.and(new Comparison("id", Operator.EQ, Json.createValue(id))))).containsExactly(id);
        assertThat(store.history(id, 10)).hasSize(2);
        Writes.remove(store, id);
        assertThat(ids(Query.ALL)).containsExactlyInAnyOrder("a", "b", id + "x");
    }

    @Test
    void takes_an_id_of_255_characters() throws Exception {
        var id = "ä".repeat(254);

        insert(store, id + "a", id + "b");

        assertThat(store.get(id + "b")).isPresent();
        assertThat(ids(Query.ALL)).containsExactly(id + "a", id + "b");
    }

    @Test
    void keeps_numbers_in_their_order() throws Exception {
        var numbered = open(collection + "-n", contract.numberedType());

        insert(numbered, number(10), number(-5), number(9), number(Long.MAX_VALUE), number(0));

        assertThat(ids(numbered, Query.ALL)).containsExactly("-5", "0", "9", "10", "9223372036854775807");
        assertThat(ids(numbered, Query.ALL.sortedBy("id", true))).containsExactly("9223372036854775807", "10", "9",
                "0", "-5");
        assertThat(numbered.get("10")).get().extracting(StoredRecord::fields).isEqualTo(number(10));
    }

    @Test
    void finds_by_numbers() throws Exception {
        var numbered = open(collection + "-n", contract.numberedType());
        insert(numbered, LongStream.rangeClosed(1, 20).mapToObj(IdCases::number).toArray(JsonObject[]::new));

        assertThat(ids(numbered, Query.ALL.and(new Comparison("id", Operator.EQ, Json.createValue(9)))))
                .containsExactly("9");
        assertThat(ids(numbered, Query.ALL.and(new Comparison("id", Operator.GTE, Json.createValue(19)))))
                .containsExactly("19", "20");
        assertThat(ids(numbered, Query.ALL
                .and(new In("id", List.of(Json.createValue(2), Json.createValue(11), Json.createValue(99)), false))))
                .containsExactly("2", "11");
    }

    @Test
    void writes_and_logs_records_with_numbers() throws Exception {
        var numbered = open(collection + "-n", contract.numberedType());
        insert(numbered, number(7), number(8));

        Writes.replace(numbered, Json.createObjectBuilder().add("id", 7).add("name", "x").build());
        Writes.remove(numbered, "8");

        assertThat(numbered.get("7").orElseThrow().fields().getString("name")).isEqualTo("x");
        assertThat(numbered.changes(0, 10)).extracting(change -> change.id()).containsExactly("7", "8", "7", "8");
        assertThat(numbered.history("7", 10)).hasSize(2);
        assertThatThrownBy(() -> insert(numbered, number(7))).isInstanceOf(StaleWriteException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "07", "7.0", "+7", "1e3", "99999999999999999999", "7 "})
    void knows_no_record_by_what_is_not_its_number(String id) throws Exception {
        var numbered = open(collection + "-n", contract.numberedType());
        insert(numbered, number(7), number(1_000));

        assertThat(numbered.get(id)).isEmpty();
        assertThat(numbered.history(id, 10)).isEmpty();
    }

    @Test
    void keeps_uuids_in_the_order_of_their_texts() throws Exception {
        var unique = open(collection + "-u", contract.uniqueType());

        insert(unique, unique(UUIDS.get(2)), unique(UUIDS.get(0)), unique(UUIDS.get(3)), unique(UUIDS.get(1)));

        assertThat(ids(unique, Query.ALL)).isEqualTo(UUIDS);
        assertThat(ids(unique, Query.ALL.and(new Comparison("id", Operator.EQ, Json.createValue(UUIDS.get(1))))))
                .containsExactly(UUIDS.get(1));
        assertThat(ids(unique, Query.ALL.and(new Comparison("id", Operator.GT, Json.createValue(UUIDS.get(1))))))
                .isEqualTo(UUIDS.subList(2, 4));
        assertThat(unique.get(UUIDS.get(3))).get().extracting(StoredRecord::fields).isEqualTo(unique(UUIDS.get(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "F0000000-0000-4000-BFFF-000000000000"})
    void knows_no_record_by_what_is_not_its_uuid(String id) throws Exception {
        var unique = open(collection + "-u", contract.uniqueType());
        insert(unique, unique(UUIDS.get(3)), unique(new UUID(0x0000_0001_0001_0001L, 0x0001_0000_0000_0001L)
                .toString()));

        assertThat(unique.get(id)).isEmpty();
        assertThat(unique.history(id, 10)).isEmpty();
    }

    private static JsonObject number(long id) {
        return Json.createObjectBuilder().add("id", id).build();
    }

    private static JsonObject unique(String id) {
        return Json.createObjectBuilder().add("id", id).build();
    }
}
