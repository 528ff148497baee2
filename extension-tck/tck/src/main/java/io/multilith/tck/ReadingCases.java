package io.multilith.tck;

import java.math.BigDecimal;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.Query;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.insert;
import static io.multilith.tck.Writes.item;
import static org.assertj.core.api.Assertions.assertThat;

/** Records come back as they were written. */
abstract class ReadingCases extends StoreCases {
    ReadingCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void begins_empty_at_position_nought() {
        assertThat(store.head().position()).isZero();
        assertThat(store.head().epoch()).matches("[0-9A-Za-z]+");
        assertThat(store.get("a")).isEmpty();
        assertThat(store.find(Query.ALL).records()).isEmpty();
        assertThat(store.find(Query.ALL).total()).hasValue(0);
        assertThat(store.changes(0, Writes.ALL)).isEmpty();
        assertThat(store.told()).isZero();
    }

    @Test
    void stays_in_its_epoch() throws Exception {
        var epoch = store.head().epoch();

        insert(store, "a");

        assertThat(store.head().epoch()).isEqualTo(epoch);
    }

    @Test
    void keeps_collections_apart() throws Exception {
        var other = open(collection + "-2", contract.numberedType());

        insert(store, "1");

        assertThat(other.get("1")).isEmpty();
        assertThat(other.find(Query.ALL).total()).hasValue(0);
        assertThat(other.head().position()).isZero();
        assertThat(other.changes(0, Writes.ALL)).isEmpty();
    }

    @Test
    void gives_every_field_back() throws Exception {
        var fields = item("a").add("name", "Zoë 🍎 \"\\\n").add("count", 7).add("price", new BigDecimal("1.50"))
                .add("done", false).add("day", "2026-01-31").add("colour", "GREEN")
                .add("tags", Json.createArrayBuilder().add("x").add("").add("x"))
                .add("address", Json.createObjectBuilder().add("street", "Elm").add("zip", "007")).build();

        insert(store, fields);

        assertThat(fields(store.get("a"))).contains(Writes.byValue(fields));
        assertThat(store.find(Query.ALL).records()).containsExactly(store.get("a").orElseThrow());
        assertThat(store.get("a")).get().extracting(StoredRecord::id).isEqualTo("a");
    }

    @Test
    void leaves_missing_fields_out() throws Exception {
        insert(store, item("a").build());

        assertThat(store.get("a").orElseThrow().fields()).isEqualTo(item("a").build());
    }

    @Test
    void keeps_what_is_empty_apart_from_what_is_missing() throws Exception {
        var fields = item("a").add("name", "").add("count", 0).add("tags", Json.createArrayBuilder()).build();

        insert(store, fields);

        assertThat(fields(store.get("a"))).contains(fields);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 9_007_199_254_740_993L, 4_294_967_296L})
    void keeps_every_digit_of_an_integer(long count) throws Exception {
        insert(store, item("a").add("count", count).build());

        assertThat(store.get("a").orElseThrow().fields().getJsonNumber("count").longValueExact()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "-0.0001", "123456789012345.6789", "1.50", "100", "0"})
    void keeps_every_digit_of_a_decimal(String price) throws Exception {
        insert(store, item("a").add("price", new BigDecimal(price)).build());

        assertThat(store.get("a").orElseThrow().fields().getJsonNumber("price").bigDecimalValue())
                .isEqualByComparingTo(price);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a ", " a", "\t\n", "null", "O'Hara; DROP TABLE item--", "{\"$gt\": \"\"}", "${name}",
            "ÄÖÜ", "日本", "👩‍👧", "\uE000\uFFFD", "e\u0301"})
    void keeps_every_text(String name) throws Exception {
        insert(store, item("a").add("name", name).build());

        assertThat(store.get("a").orElseThrow().fields().getString("name")).isEqualTo(name);
    }

    @Test
    void keeps_a_long_text() throws Exception {
        var name = "0123456789".repeat(20_000);

        insert(store, item("a").add("name", name).build());

        assertThat(store.get("a").orElseThrow().fields().getString("name")).isEqualTo(name);
    }
}
