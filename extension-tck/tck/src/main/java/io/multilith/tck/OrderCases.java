package io.multilith.tck;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.Query;

import static io.multilith.tck.Writes.insert;
import static io.multilith.tck.Writes.item;
import static org.assertj.core.api.Assertions.assertThat;

/** One order everywhere: missing first, texts by code point, among equals by id. */
abstract class OrderCases extends StoreCases {
    private static final List<String> TEXTS = List.of("", " ", "\"", "'", "-", "10", "9", "B", "_", "a", "a ", "a b",
            "a-b", "a1", "aB", "ab", "b", "e\u0301", "~", "Ä", "ä", "é", "я", "\uD7FF", "\uE000", "\uFF5E", "\uFFFD",
            "😀", "😁");

    OrderCases(ResourceBackendContract contract) {
        super(contract);
    }

    @ParameterizedTest
    @CsvSource({"name, d c a b", "count, d a c b", "price, d b a c", "done, d b c a", "day, d b a c",
            "colour, d c a b", "id, a b c d"})
    void sorts_by_one_field_missing_values_first(String field, String expected) throws Exception {
        fill();

        assertThat(ids(Query.ALL.sortedBy(field, false))).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"name, b a c d", "count, b c a d", "price, c a b d", "done, a b c d", "day, c a b d",
            "colour, b a c d", "id, d c b a"})
    void sorts_downwards_missing_values_last(String field, String expected) throws Exception {
        fill();

        assertThat(ids(Query.ALL.sortedBy(field, true))).containsExactly(expected.split(" "));
    }

    private void fill() throws Exception {
        insert(store,
                item("a").add("name", "b").add("count", 2).add("price", new BigDecimal("1.5")).add("done", true)
                        .add("day", "2026-01-31").add("colour", "GREEN").build(),
                item("b").add("name", "c").add("count", 10).add("price", new BigDecimal("-3")).add("done", false)
                        .add("day", "2025-12-31").add("colour", "RED").build(),
                item("c").add("name", "B").add("count", 9).add("price", new BigDecimal("10.25")).add("done", false)
                        .add("day", "2026-02-01").add("colour", "BLUE").build(),
                item("d").build());
    }

    @Test
    void sorts_by_several_fields_each_in_its_direction() throws Exception {
        insert(store, item("a").add("done", true).add("count", 1).build(),
                item("b").add("done", false).add("count", 1).build(),
                item("c").add("done", true).add("count", 2).build(),
                item("d").add("done", false).add("count", 2).build(), item("e").add("done", true).build());

        assertThat(ids(Query.ALL.sortedBy("done", true).sortedBy("count", false)))
                .containsExactly("e", "a", "c", "b", "d");
        assertThat(ids(Query.ALL.sortedBy("done", false).sortedBy("count", true)))
                .containsExactly("d", "b", "c", "a", "e");
        assertThat(ids(Query.ALL.sortedBy("count", true).sortedBy("done", true)))
                .containsExactly("c", "d", "a", "b", "e");
    }

    @Test
    void sorts_equal_ones_by_id_upwards_even_when_it_sorts_downwards() throws Exception {
        insert(store, "c", "a", "b");

        assertThat(ids(Query.ALL.sortedBy("count", true))).containsExactly("a", "b", "c");
        assertThat(ids(Query.ALL.sortedBy("count", false))).containsExactly("a", "b", "c");
        assertThat(ids(Query.ALL.sortedBy("name", true))).containsExactly("a", "b", "c");
    }

    @Test
    void sorts_texts_by_code_point() throws Exception {
        var shuffled = shuffled(TEXTS);
        insert(store, IntStream.range(0, shuffled.size())
                .mapToObj(i -> item("i" + i).add("name", shuffled.get(i)).build()).toArray(JsonObject[]::new));

        var names = store.find(new Query(100, 0).sortedBy("name", false)).records().stream()
                .map(record -> record.fields().getString("name")).toList();

        assertThat(names).isEqualTo(TEXTS);
    }

    @Test
    void sorts_ids_by_code_point() throws Exception {
        var ids = TEXTS.stream().filter(text -> !text.isBlank()).toList();

        insert(store, shuffled(ids).toArray(String[]::new));

        assertThat(ids(new Query(100, 0))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sorts_numbers_by_value(boolean descending) throws Exception {
        var prices = Arrays.asList("-100000", "-10.5", "-10", "-9.9999", "-1", "-0.001", "0", "0.001", "0.01", "1",
                "1.0001", "2", "9.9999", "10", "99", "100", "123456789012345.6789");
        var shuffled = shuffled(prices);
        insert(store, IntStream.range(0, shuffled.size())
                .mapToObj(i -> item("i" + i).add("price", new BigDecimal(shuffled.get(i))).build())
                .toArray(JsonObject[]::new));

        var found = store.find(Query.ALL.sortedBy("price", descending)).records().stream()
                .map(record -> record.fields().getJsonNumber("price").bigDecimalValue()).toList();

        if (descending) {
            Collections.reverse(prices);
        }
        assertThat(found).usingElementComparator(BigDecimal::compareTo)
                .isEqualTo(prices.stream().map(BigDecimal::new).toList());
    }

    /** In another order that is the same in each run. */
    private static List<String> shuffled(List<String> texts) {
        var shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(7));
        return shuffled;
    }
}
