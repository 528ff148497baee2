package io.multilith.tck;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.In;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Records without a type: any field may be anything. */
abstract class AnyJsonCases extends StoreCases {
    AnyJsonCases(ResourceBackendContract contract) {
        super(contract);
    }

    @BeforeEach
    final void openForAnyJson() {
        assumeTrue(contract.keepsAnyJson(), "keeps records of declared types only");
        store = open(collection + "-any", JsonObject.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1", "1.50", "-0.1", "9007199254740993", "18446744073709551616",
            "123456789012345678901234567890.123456789", "1e-30", "1E+30", "12345678901234567890123456789012345678901",
            "'x'", "''", "[]", "{}", "[null,1,'x',[2,{'a':null}]]", "{'a':{'b':{'c':[1.5]}}}", "{'a':null}",
            "{'$gt':1}", "{'a.b':1,'$set':{'x':1}}", "{'':1}", "{'__proto__':{'x':1},'%24':2,'_id':3}"})
    void keeps_any_value(String value) throws Exception {
        var fields = Writes.item("a").add("value", json(value)).build();

        Writes.insert(store, fields);

        assertThat(fields(store.get("a"))).contains(Writes.byValue(fields));
        assertThat(byValue(store.changes(0, 1).get(0).after())).contains(Writes.byValue(fields));
        assertThat(ids(is("value", value))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", ".", "a.", "$x", "$", "", "%2E", "%", "__proto__", "_id", "0", "constructor", "é",
            "a b", "keys", "record"})
    void keeps_a_field_of_any_name(String name) throws Exception {
        var fields = Writes.item("a").add(name, 5).build();
        Writes.insert(store, fields, Writes.item("b").add("other", 5).build());

        assertThat(fields(store.get("a"))).contains(fields);
        assertThat(ids(is(name, "5"))).containsExactly("a");
        assertThat(ids(Query.ALL.sortedBy(name, true))).containsExactly("a", "b");
    }

    @Test
    void takes_a_path_for_a_name() throws Exception {
        Writes.insert(store, Writes.item("a").add("b", json("{'c':1}")).build(),
                Writes.item("b").add("b.c", 1).build());

        assertThat(ids(is("b.c", "1"))).containsExactly("b");
    }

    @Test
    void sorts_values_of_all_kinds() throws Exception {
        var values = List.of("null", "false", "true", "-1e40", "-5", "0", "1e-40", "2", "10", "1e40", "''", "'10'",
                "'\uFFFD'", "'😀'", "['a']", "['b']", "[1]", "{'a':1}", "{'a':2}");
        for (var i = values.size() - 1; i >= 0; i--) {
            Writes.insert(store, Writes.item("%02d".formatted(i)).add("value", json(values.get(i))).build());
        }

        var upwards = ids(new Query(50, 0).sortedBy("value", false));
        var downwards = ids(new Query(50, 0).sortedBy("value", true));

        assertThat(upwards).isSorted().hasSize(values.size());
        var reversed = new ArrayList<>(upwards);
        Collections.reverse(reversed);
        assertThat(downwards).isEqualTo(reversed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EQ  | null        | missing null
            NE  | null        | 1 2 list text true object
            EQ  | 1           | 1
            EQ  | '1'         | text
            EQ  | true        | true
            NE  | 1           | 2 list missing null object text true
            LT  | 2           | 1
            GTE | 1           | 1 2
            GT  | ''          | text
            LT  | 'z'         | text
            GTE | false       | true
            LTE | true        | true
            EQ  | [1,'1']     | list
            EQ  | [1.0,'1']   | list
            EQ  | ['1',1]     |
            EQ  | [1]         |
            EQ  | {'a':1,'b':[2]}   | object
            EQ  | {'b':[2.0],'a':1} | object
            EQ  | {'a':1}     |
            NE  | {'a':1}     | 1 2 list missing null object text true
            """)
    void compares_values_of_one_kind_only(Operator operator, String value, String expected) throws Exception {
        fill();

        var found = ids(new Query(50, 0).and(new Comparison("value", operator, json(value))));

        assertThat(found).containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void finds_values_of_all_kinds_among_others() throws Exception {
        fill();
        var values = List.copyOf(json("[1.0,'1',null,[1,'1'],{'a':1,'b':[2]}]").asJsonArray());

        assertThat(ids(Query.ALL.and(new In("value", values, false)))).containsExactlyInAnyOrder("1", "list", "missing",
                "null", "object", "text");
        assertThat(ids(Query.ALL.and(new In("value", values, true)))).containsExactlyInAnyOrder("2", "true");
    }

    @Test
    void searches_texts_only() throws Exception {
        fill();

        assertThat(ids(Query.ALL.and(new Condition.Search(Set.of("value"), "1")))).containsExactly("text");
    }

    private void fill() throws Exception {
        for (var record : List.of("{'id':'1','value':1}", "{'id':'2','value':2}", "{'id':'text','value':'1'}",
                "{'id':'true','value':true}", "{'id':'list','value':[1,'1']}", "{'id':'null','value':null}",
                "{'id':'missing'}", "{'id':'object','value':{'a':1,'b':[2]}}")) {
            Writes.insert(store, json(record).asJsonObject());
        }
        assertThat(store.get("null")).get().extracting(StoredRecord::fields)
                .isEqualTo(Writes.item("null").add("value", JsonValue.NULL).build());
    }

    private static Query is(String field, String value) {
        return Query.ALL.and(new Comparison(field, Operator.EQ, json(value)));
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }
}
