package io.multilith.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.Sort;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.insert;
import static io.multilith.tck.Writes.item;
import static org.assertj.core.api.Assertions.assertThat;

/** Parts of lists: by number, and by the place where the part before ended. */
abstract class PageCases extends StoreCases {
    PageCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void lists_a_part_and_counts_all() throws Exception {
        insert(store, "a", "b", "c", "d");

        var page = store.find(new Query(2, 1));

        assertThat(page.records()).extracting(StoredRecord::id).containsExactly("b", "c");
        assertThat(page.total()).hasValue(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 2, 0", "5, 9, 0", "5, 4, 0", "5, 3, 1", "500, 0, 4"})
    void lists_no_more_than_there_are(int limit, int skip, int expected) throws Exception {
        insert(store, "a", "b", "c", "d");

        var page = store.find(new Query(limit, skip));

        assertThat(page.records()).hasSize(expected);
        assertThat(page.total()).hasValue(4);
    }

    @Test
    void counts_what_is_meant_and_no_other() throws Exception {
        insert(store, item("a").add("done", true).build(), item("b").add("done", true).build(), item("c").build());

        var page = store.find(new Query(1, 0).and(new Comparison("done", Operator.EQ, JsonValue.TRUE)));

        assertThat(page.records()).hasSize(1);
        assertThat(page.total()).hasValue(2);
    }

    @Test
    void leaves_the_total_out_when_nobody_wants_it() throws Exception {
        insert(store, "a", "b");

        var page = store.find(Query.ALL.uncounted());

        assertThat(page.records()).hasSize(2);
        assertThat(page.total()).isEmpty();
    }

    @Test
    void parts_of_an_order_add_up() throws Exception {
        fill();

        var order = Query.ALL.sortedBy("done", true).sortedBy("count", false).limitedTo(3);

        var ids = new ArrayList<String>();
        for (var skip = 0; skip < 12; skip += 3) {
            ids.addAll(ids(order.skipping(skip)));
        }
        assertThat(ids).isEqualTo(ids(order.limitedTo(100)));
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "3, ''", "1, count", "2, count", "3, -count", "2, name", "2, -name", "2, done", "1, -done",
            "2, 'done count'", "2, '-done count'", "2, 'done -count'", "3, '-name -count done'", "2, -id", "2, 'day'",
            "2, 'price'", "2, 'colour -price'"})
    void goes_on_after_the_last_record_of_the_part_before(int size, String fields) throws Exception {
        fill();
        var order = sorted(fields).limitedTo(size);
        var all = ids(order.limitedTo(100));

        var ids = new ArrayList<String>();
        var page = store.find(order);
        while (!page.records().isEmpty() && ids.size() < 100) {
            assertThat(page.total()).hasValue(12);
            page.records().forEach(record -> ids.add(record.id()));
            page = store.find(after(order, page.records().get(page.records().size() - 1).fields()));
        }

        assertThat(ids).isEqualTo(all).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void goes_on_after_a_record_that_is_gone() throws Exception {
        fill();
        var order = sorted("-count");
        var all = ids(order);
        var last = store.get(all.get(4)).orElseThrow();
        Writes.remove(store, last.id());

        var rest = ids(after(order, last.fields()));

        assertThat(rest).isEqualTo(all.subList(5, all.size()));
    }

    @Test
    void goes_on_among_what_is_meant_only() throws Exception {
        fill();
        var order = sorted("count").and(new Comparison("done", Operator.NE, JsonValue.TRUE));
        var all = ids(order);

        var rest = ids(after(order, store.get(all.get(1)).orElseThrow().fields()).skipping(1));

        assertThat(rest).isEqualTo(all.subList(3, all.size()));
    }

    /** Twelve records, with few values in each field, and none in some. */
    private void fill() throws Exception {
        for (var i = 0; i < 12; i++) {
            var record = item(Character.toString('a' + (i * 5) % 12));
            if (i % 3 != 0) {
                record.add("count", i % 3).add("price", i % 3 - 1).add("colour", i % 3 == 1 ? "RED" : "BLUE");
            }
            if (i % 4 != 0) {
                record.add("done", i % 4 == 1).add("name", i % 4 == 1 ? "😀" : "\uFFFD").add("day",
                        "2026-01-0" + i % 4);
            }
            insert(store, record.build());
        }
    }

    private static Query sorted(String fields) {
        var query = Query.ALL;
        for (var field : fields.isEmpty() ? List.<String>of() : List.of(fields.split(" "))) {
            query = query.sortedBy(field.replace("-", ""), field.startsWith("-"));
        }
        return query;
    }

    private static Query after(Query query, JsonObject last) {
        return new Query(query.where(), query.sort(), Optional.of(place(query.sort(), last)), query.limit(),
                query.skip(), query.counted());
    }

    private static JsonArray place(List<Sort> sort, JsonObject last) {
        var place = Json.createArrayBuilder();
        sort.forEach(by -> place.add(last.getOrDefault(by.field(), JsonValue.NULL)));
        return place.add(last.get("id")).build();
    }
}
